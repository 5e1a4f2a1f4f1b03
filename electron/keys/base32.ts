/** Crockford's base 32: no I, L, O, U, so that a code read from paper or over the phone cannot be mistaken. */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Bytes as base 32, most significant bits first; the last digit is filled with zero bits. */
export function toBase32(bytes: Uint8Array): string {
  let digits = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? digits + alphabet.charAt((held << (5 - bits)) & 31) : digits;
}

/** What a person meant: upper case, O as 0, I and L as 1, without blanks, invisible letters, and hyphens of any length. */
export function readBase32(text: string): string {
  return text
    .replace(/[\s\p{Pd}\p{Cf}]+/gu, '')
    .toUpperCase()
    .replace(/O/gu, '0')
    .replace(/[IL]/gu, '1');
}

/** Bytes of digits as `readBase32` gives them, or `undefined` when a character is no digit; spare last bits are dropped. */
export function fromBase32(digits: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const character of digits) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    held = ((held << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return Uint8Array.from(bytes);
}
