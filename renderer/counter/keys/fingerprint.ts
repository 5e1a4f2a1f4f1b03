/** Sixteen hex digits as people compare them: "A1B2 C3D4 E5F6 0718". */
export function fingerprintText(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/.{1,4}/gu) ?? []).join(' ');
}
