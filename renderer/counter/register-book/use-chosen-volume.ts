/** The volume the screen is at: the newest until another is chosen. */
import { useState } from 'react';
import type { RegisterBook } from '#shared/contract/register-book.ts';
import { volumeName } from './use-register-book.ts';

export type ChosenVolume = {
  readonly book: RegisterBook | undefined;
  readonly choose: (book: RegisterBook) => void;
  /** One volume on, staying at the ends. */
  readonly move: (by: 1 | -1) => void;
};

/** `onTurn`: another one was chosen, or the same again. */
export function useChosenVolume(volumes: readonly RegisterBook[], onTurn: () => void): ChosenVolume {
  const [chosen, setChosen] = useState<string | null>(null);
  const index = Math.max(
    0,
    volumes.findIndex((one) => volumeName(one) === chosen),
  );
  const choose = (book: RegisterBook) => {
    onTurn();
    setChosen(volumeName(book));
  };
  return {
    book: volumes[index],
    choose,
    move: (by) => {
      const next = volumes[Math.max(0, index + by)];
      if (next !== undefined) choose(next);
    },
  };
}
