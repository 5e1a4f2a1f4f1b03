import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSlipQr, parseSlipQr } from '#shared/domain/dossier/slip-qr.ts';

const slip = { dossierCode: '000.05.24.H11-250424-2001', dossierId: '01966f3c-2a4b-7c3d-8e9f-0123456789ab' };

test('a slip reads back as it was written, through scanner noise', () => {
  const text = 'MC1|000.05.24.H11-250424-2001|01966f3c-2a4b-7c3d-8e9f-0123456789ab';
  expect(formatSlipQr(slip)).toBe(text);
  expect(parseSlipQr(text)).toEqual(slip);
  expect(parseSlipQr(`\uFEFF${text.toUpperCase()}\r\n`)).toEqual(slip);
});

test.each([
  '',
  'MC1',
  'MC2|000.05.24.H11-250424-2001|01966f3c-2a4b-7c3d-8e9f-0123456789ab',
  'MC1|000.05.24.H11-250424-2001|x',
  'MC1||01966f3c-2a4b-7c3d-8e9f-0123456789ab',
  'MC1|000.05.24.H11-250424-2001|01966f3c-2a4b-7c3d-8e9f-0123456789ab|',
])('refuses %j', (text) => {
  expect(parseSlipQr(text)).toBeUndefined();
});

test('never throws, whatever is scanned', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(parseSlipQr(`MC1|${text}`)).toBeUndefined();
    }),
  );
});
