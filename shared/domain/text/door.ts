/**
 * The door: the one place where a person's text (keyboard, QR, paste, import) is made fit to be kept. Behind it, texts of acts are
 * frozen and hashed and are never normalised again.
 */
import * as z from 'zod';

export const TextRefusal = z.object({
  ok: z.literal(false),
  code: z.literal('text-refused'),
  field: z.string(),
  reason: z.enum(['nul', 'control', 'lone-surrogate', 'too-long']),
});
export type TextRefusal = z.infer<typeof TextRefusal>;
export type RefusalReason = TextRefusal['reason'];
export type AdmittedText = { readonly ok: true; readonly text: string };

/**
 * Admits a person's text: NFC, `Ð/ð` (U+00D0, U+00F0) put right to `Đ/đ`, CR LF and CR written as LF. Everything else stays as typed, zero-width
 * and direction marks included. Refused, naming the field: U+0000, control characters other than tab and newline, lone surrogates
 * (PostgreSQL keeps neither), and texts longer than `max` UTF-16 units once normalised.
 */
export function admitText(value: string, field: string, max = Number.POSITIVE_INFINITY): AdmittedText | TextRefusal {
  const text = normalise(value);
  const reason = refusalOf(value) ?? (text.length > max ? 'too-long' : undefined);
  return reason === undefined ? { ok: true, text } : { ok: false, code: 'text-refused', field, reason };
}

/**
 * A contract's string that goes through the door: `personText(100).min(1)`. Issues carry the field in their path and
 * `params: {code: 'text-refused', reason}`; the parsed value is the admitted text.
 */
export function personText(max: number): z.ZodString {
  return z
    .string()
    .superRefine((value, context) => {
      const refusal = admitText(value, '', max);
      if (refusal.ok) return;
      const { code, reason } = refusal;
      context.addIssue({ code: 'custom', message: code, params: { code, reason } });
    })
    .overwrite(normalise);
}

function normalise(value: string): string {
  return value.replace(/\r\n?/gu, '\n').normalize('NFC').replaceAll('\u00D0', '\u0110').replaceAll('\u00F0', '\u0111');
}

function refusalOf(value: string): RefusalReason | undefined {
  if (value.includes('\0')) return 'nul';
  if (/(?![\t\n\r])\p{Cc}/u.test(value)) return 'control';
  return value.isWellFormed() ? undefined : 'lone-surrogate';
}
