/** The field a scanner types into: its value before, to be given back in a way React's inputs notice. */
type TextField = HTMLInputElement | HTMLTextAreaElement;
export type TypedInto = { readonly field: TextField; readonly value: string; readonly caret: number | null };

/** What `element` held before the next key; undefined when it takes no text. */
export function typedInto(element: Element | null): TypedInto | undefined {
  if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return undefined;
  return { field: element, value: element.value, caret: element.selectionStart };
}

/** Sets the old value through the element's own setter, so that controlled inputs hear of it. */
export function putBack({ field, value, caret }: TypedInto): void {
  if (!field.isConnected || field.value === value) return;
  const owner = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(owner, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  if (caret !== null) field.setSelectionRange(caret, caret);
}
