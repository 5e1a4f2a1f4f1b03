/** Enter goes to the next field. Fields say so themselves with `data-field`, in reading order. */

const inside = 'input:not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled), [tabindex="0"]';

/** Moves the focus to the field after the one that holds `from`; stays at the last. */
export function focusNextField(form: HTMLElement, from: Element): void {
  const fields = fieldsOf(form);
  const index = fields.findIndex((field) => field.contains(from));
  const next = fields.slice(index + 1).find((field) => focusableIn(field) !== undefined);
  if (next !== undefined) focusIn(next);
}

/** Focuses a field by name; false when it is not on screen. */
export function focusField(form: HTMLElement | null, name: string): boolean {
  const field = form === null ? undefined : fieldsOf(form).find((candidate) => candidate.dataset['field'] === name);
  if (field === undefined) return false;
  focusIn(field);
  return true;
}

/** Name of the field that holds `element`. */
export function fieldNameOf(element: EventTarget | null): string | undefined {
  return element instanceof Element ? element.closest<HTMLElement>('[data-field]')?.dataset['field'] : undefined;
}

function fieldsOf(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-field]')];
}

function focusIn(field: HTMLElement): void {
  const target = focusableIn(field);
  target?.focus();
  if (target instanceof HTMLInputElement && target.type === 'text') target.select();
  target?.scrollIntoView({ block: 'nearest' });
}

/** The field itself, the chosen radio of a group, or the first thing in it that takes the focus. */
function focusableIn(field: HTMLElement): HTMLElement | undefined {
  if (field.matches(inside)) return field;
  return (
    field.querySelector<HTMLElement>('input[type="radio"]:checked:not(:disabled)') ?? field.querySelector<HTMLElement>(inside) ?? undefined
  );
}
