/** What a shell says itself, before the page can speak and before anybody has chosen a language: Vietnamese only. */
import text from '#shared/locales/shell.vi.json' with { type: 'json' };

export { text };

/** Puts `values` into the `{{name}}` places of a text. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/gu, (_place, name: string) => values[name] ?? '');
}

/** The sentence for a fault that keeps the app from opening; unknown codes are named, so that they can be read over the telephone. */
export function faultText(code: string): string {
  const faults: Readonly<Record<string, string>> = text.faults;
  return faults[code] ?? fill(text.cannotStart, { code });
}
