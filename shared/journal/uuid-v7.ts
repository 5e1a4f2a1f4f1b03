/**
 * A UUIDv7 (RFC 9562): `unixMs`, milliseconds since 1970, then the 74 bits of chance that are taken of `random`, 10 bytes. Ids made one after the other are neighbours in
 * every index, on this counter and on the server. Throws `RangeError` on fewer bytes.
 */
export function uuidV7(unixMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('A UUIDv7 takes 10 random bytes');
  const [versioned = 0, , varied = 0] = random;
  const bytes = Uint8Array.from(random.subarray(0, 10));
  bytes[0] = 0x70 | (versioned & 0x0f);
  bytes[2] = 0x80 | (varied & 0x3f);
  const hex = unixMs.toString(16).padStart(12, '0') + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
