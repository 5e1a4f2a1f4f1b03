/** The focus goes back to where it was when what took it is gone: a dialog, a question in the place of F9, a bar whose button was pressed. */
import { type FocusEvent, useEffect, useRef, useState } from 'react';

/** For what takes the focus when it appears: gives it back when the caller is unmounted. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      focusBack(before);
    },
    [before],
  );
}

export type FocusGiver = {
  /** For the element around the button. */
  readonly onFocus: (event: FocusEvent) => void;
  /** Called with what makes the button go. */
  readonly giveBack: () => void;
};

/** For a bar that is there a while and takes the focus only when somebody goes to it. */
export function useFocusGiver(): FocusGiver {
  const before = useRef<EventTarget | null>(null);
  return {
    onFocus: ({ currentTarget, relatedTarget }) => {
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) before.current = relatedTarget;
    },
    giveBack: () => {
      requestAnimationFrame(() => {
        focusBack(before.current);
      });
    },
  };
}

/** Not when something else has taken it meanwhile, nor to what is gone itself. */
function focusBack(element: EventTarget | null): void {
  const free = document.activeElement === null || document.activeElement === document.body;
  if (free && element instanceof HTMLElement && element.isConnected) element.focus({ preventScroll: true });
}
