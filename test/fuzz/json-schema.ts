import * as fc from 'fast-check';

type Schema = {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

export const odd = fc.constantFrom(
  '',
  '\0',
  '\ud800',
  '\u202eabc',
  '=1+1',
  '<script>',
  '#read("/etc/passwd")',
  '*',
  'a'.repeat(10_000),
  'Nguye\u0302\u0303n',
  '👩‍👩‍👧',
  '-',
);

/**
 * Values of a JSON schema (the parts of it that contracts use), mostly fitting, with texts no keyboard would type now and then. Every other id is one of `ids`:
 * random ones name nothing.
 */
export function jsonSchemaArbitrary(schema: unknown, ids: readonly string[]): fc.Arbitrary<unknown> {
  const { anyOf, oneOf, enum: values, const: constant, type, ...rest } = schema as Schema;
  if (constant !== undefined) return fc.constant(constant);
  if (values !== undefined) return fc.constantFrom(...values);
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => jsonSchemaArbitrary(one, ids)));
  switch (type) {
    case 'object':
      return objectOf(rest, ids);
    case 'array':
      return fc.array(jsonSchemaArbitrary(rest.items ?? {}, ids), {
        minLength: rest.minItems ?? 0,
        maxLength: Math.min(rest.maxItems ?? 3, 3),
      });
    case 'string':
      return textOf(rest, ids);
    case 'integer':
    case 'number':
      return fc.oneof(
        {
          weight: 6,
          arbitrary: fc.integer({ min: rest.minimum ?? -1_000, max: Math.max(rest.minimum ?? -1_000, rest.maximum ?? 1_000_000) }),
        },
        fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 2 ** 53, 0.5),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 }));
  }
}

function objectOf({ properties = {}, required = [] }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, jsonSchemaArbitrary(one, ids)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => Object.hasOwn(fields, name)) });
}

function textOf({ format, pattern, maxLength = 40 }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, { weight: 8, arbitrary: fc.uuid() }, odd);
  if (format === 'date-time')
    return fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom('2026-06-08T09:15:00+07:00', '2026-06-08T09:15:00.000Z', '0001-01-01T00:00:00Z') },
      odd,
    );
  const fits = pattern === undefined ? fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 40) }) : matching(pattern);
  return fc.oneof({ weight: 5, arbitrary: fits }, odd);
}

/** Patterns with look-arounds cannot be turned around; then any text will do. */
function matching(pattern: string): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern, 'u'));
  } catch {
    return fc.string({ maxLength: 40 });
  }
}
