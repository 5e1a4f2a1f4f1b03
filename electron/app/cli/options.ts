import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { fail } from '#shared/errors.ts';
import { admitText } from '#shared/domain/text/door.ts';

/** The command was called wrongly: an option is missing or unknown. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;
  constructor(code: string, details: Readonly<Record<string, string>>) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export type Options = {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  /** Throws `option-missing`. */
  needed(name: string): string;
  flag(name: string): boolean;
};

/** Reads `--name value` options and `--flag`s. Throws `option-unknown` on any other. */
export function optionsOf(argv: readonly string[], names: readonly string[], flags: readonly string[] = []): Options {
  const known = Object.fromEntries([
    ...names.map((name) => [name, { type: 'string' as const }]),
    ...flags.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  const { values, positionals } = parse(argv, known);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    text,
    needed: (name) => {
      const value = text(name);
      if (value === undefined || value === '') throw new UsageError('option-missing', { option: `--${name}` });
      return value;
    },
    flag: (name) => values[name] === true,
  };
}

/** Throws `not-json`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError('not-json', {});
    throw error;
  }
}

/** A person's text, through the door like any typed one. Throws `text-refused`. */
export function personTextOf(options: Options, name: string, max: number): string | undefined {
  const given = options.text(name);
  if (given === undefined) return undefined;
  const admitted = admitText(given, name, max);
  if (!admitted.ok) throw fail('text-refused', { field: name, reason: admitted.reason });
  return admitted.text;
}

/** Absolute path of `--data`. */
export function dataDirOf(options: Options): string {
  return resolve(options.needed('data'));
}

function parse(argv: readonly string[], options: Readonly<Record<string, { type: 'string' | 'boolean' }>>) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    const option = error instanceof Error ? (/'([^']+)'/u.exec(error.message)?.[1] ?? '') : '';
    throw new UsageError('option-unknown', { option });
  }
}
