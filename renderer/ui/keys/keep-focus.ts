/**
 * A button that is switched off while its work is under way loses the focus to nobody, and a person at the keys has to find the way back. As soon as it can be pressed again
 * the focus returns to it, unless they have gone elsewhere meanwhile. Answers how to end it.
 */
export function keepFocus(): () => void {
  let last: EventTarget | null = null;
  const remember = ({ target }: FocusEvent): void => {
    last = target;
  };
  const observer = new MutationObserver((records) => {
    for (const { target } of records)
      if (target === last && target instanceof HTMLButtonElement && !target.disabled && document.activeElement === document.body)
        target.focus();
  });
  document.addEventListener('focusin', remember);
  observer.observe(document.body, { subtree: true, attributes: true, attributeFilter: ['disabled'] });
  return () => {
    document.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
