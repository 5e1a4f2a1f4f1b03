/**
 * What is typed into a form that only its verb keeps. It stands in the page's memory alone, apart for each person: it outlives a locked desk, a lost line
 * and whoever works here meanwhile, is written to no disk, and goes with the page. PINs and recovery codes are never kept so.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import { useDesk } from './desk.ts';
import { useSaying } from './say.ts';

export type KeptTyping<T> = {
  readonly typed: T;
  readonly put: (change: (now: T) => T) => void;
  /** Saved, or given up by its person. */
  readonly forget: () => void;
};

/**
 * A hook for one kind of form; its `subject` says which of them, a dossier's id.
 * `isTyped`: whether somebody typed something worth keeping. What is not goes when the form does.
 */
export function keptTyping<T>(untouched: T, isTyped: (typed: T) => boolean): (subject?: string) => KeptTyping<T> {
  const useKept = create<ReadonlyMap<string, T>>(() => new Map());
  const forget = (key: string): void => {
    useKept.setState((kept) => new Map([...kept].filter(([other]) => other !== key)), true);
  };
  return function useKeptTyping(subject = '') {
    const { person } = useDesk();
    const key = `${person.personId} ${subject}`;
    const typed = useKept((kept) => kept.get(key)) ?? untouched;
    useEffect(
      () => () => {
        const left = useKept.getState().get(key);
        if (left !== undefined && !isTyped(left)) forget(key);
      },
      [key],
    );
    return {
      typed,
      put: (change) => {
        useKept.setState((kept) => new Map(kept).set(key, change(kept.get(key) ?? untouched)), true);
      },
      forget: () => {
        forget(key);
      },
    };
  };
}

/** Says, when a form opens, that what it holds was typed before and is not saved, until it is. */
export function useSayKept(isThere: boolean): void {
  const { t } = useTranslation();
  const say = useSaying((saying) => saying.say);
  const [isFound] = useState(isThere);
  const told = isFound && isThere;
  useEffect(() => {
    if (!told) return undefined;
    const words = t('leaving.kept');
    say(words);
    return () => {
      const { text, hush } = useSaying.getState();
      if (text === words) hush();
    };
  }, [told, say, t]);
}
