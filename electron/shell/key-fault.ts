import type { KeyFault } from '#shared/contract/office.ts';

const faults: Readonly<Record<string, KeyFault>> = {
  'key-store-missing': 'store-missing',
  'key-store-too-weak': 'store-too-weak',
  'key-file-too-open': 'file-too-open',
  'key-file-damaged': 'file-damaged',
};

/** Why a shell could not read the key it had kept. What it has no name for is the key store's own refusal: another user's key, or a lost profile. */
export function keyFaultOf(error: unknown): KeyFault {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return faults[code] ?? 'not-readable';
}
