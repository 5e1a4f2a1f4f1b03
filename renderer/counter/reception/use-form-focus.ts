/** How one moves through the form: Enter goes on, leaving a field saves it, and F9 points at the first gap. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import type { Gap } from './gaps.ts';
import { fieldNameOf, focusField, focusNextField } from './next-field.ts';
import { useReceptionStore } from './reception-store.ts';

export type FormFocus = {
  /** Name of the field with the focus, or the last that had it. */
  readonly focused: string | undefined;
  readonly pointAt: (gap: Gap) => void;
  /** For the element around the fields. */
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
};

export function useFormFocus(form: RefObject<HTMLElement | null>, save: () => void): FormFocus {
  const store = useReceptionStore();
  const [focused, setFocused] = useState<string | undefined>();
  return {
    focused,
    pointAt: ({ field }) => {
      // Leaving the field before takes its own sentence away: the new one is set after the focus has moved.
      focusField(form.current, field);
      store.setState({ pointed: field });
    },
    handlers: {
      onKeyDown: (event) => {
        if (form.current === null || !goesOn(event)) return;
        event.preventDefault();
        focusNextField(form.current, event.target);
      },
      onFocus: ({ target }) => {
        setFocused(fieldNameOf(target));
      },
      onBlur: ({ target, relatedTarget }) => {
        save();
        if (fieldNameOf(relatedTarget) !== fieldNameOf(target)) store.setState({ pointed: null });
      },
    },
  };
}

/** Enter that no list, button or input method has a use for; Ctrl+Enter is F9. */
function goesOn(event: KeyboardEvent<HTMLElement>): event is KeyboardEvent<HTMLElement> & { readonly target: Element } {
  const { key, ctrlKey, defaultPrevented, nativeEvent, target } = event;
  return (
    key === 'Enter' &&
    !ctrlKey &&
    !defaultPrevented &&
    !nativeEvent.isComposing &&
    target instanceof Element &&
    !(target instanceof HTMLButtonElement)
  );
}
