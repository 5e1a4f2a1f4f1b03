import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agencyCodeStyle, DossierCode, formatDossierCode, parseDossierCode, shortCode } from '#shared/domain/dossier/code.ts';

describe('parseDossierCode', () => {
  test.each([
    ['000.12.34.H56-230315-0007', '000.12.34.H56', 'qcvn102', '2023-03-15', 7],
    ['000.05.24.H11-250424-2001', '000.05.24.H11', 'qcvn102', '2025-04-24', 2001],
    ['H34.12.5-240102-0031', 'H34.12.5', 'qd20', '2024-01-02', 31],
    ['H55.242-260608-0012', 'H55.242', 'qd20', '2026-06-08', 12],
    ['G22.99-260608-9999', 'G22.99', 'qd20', '2026-06-08', 9999],
    ['H56-240229-0001', 'H56', 'qd20', '2024-02-29', 1],
  ])('%s', (dossierCode, agencyCode, style, receivedOn, number) => {
    expect(parseDossierCode(dossierCode)).toEqual({ dossierCode, agencyCode, style, receivedOn, number });
    expect(formatDossierCode(agencyCode, receivedOn, number)).toBe(dossierCode);
  });

  test('forgives the scanner and the keyboard, not the code', () => {
    expect(parseDossierCode('\uFEFF h55.242-260608-0012\r\n')?.dossierCode).toBe('H55.242-260608-0012');
    expect(DossierCode.safeParse('H55.242-260608-0012').success).toBe(true);
    expect(DossierCode.safeParse('h55.242-260608-0012').success).toBe(false);
  });

  test.each([
    'H55.242-260230-0012',
    'H55.242-250229-0012',
    'H55.242-261301-0012',
    'H55.242-260608-012',
    'H55.242-260608-00012',
    'Z55.242-260608-0012',
    'H5.242-260608-0012',
    'H55..242-260608-0012',
    '00.05.24.H11-230103-0001',
    `H55${'.A'.repeat(17)}-260608-0012`,
    '',
  ])('refuses %j', (code) => {
    expect(parseDossierCode(code)).toBeUndefined();
  });

  test('the agency part may have 35 characters, not 36', () => {
    expect(agencyCodeStyle(`H55${'.A'.repeat(16)}`)).toBe('qd20');
    expect(agencyCodeStyle(`H55${'.A'.repeat(15)}.AB`)).toBeUndefined();
  });

  test('never throws, and what it reads it writes', () => {
    const pieces = fc
      .array(fc.constantFrom('H55', '.24', '-', '260608', '0012', '000.05.24.H11', ' ', 'x', '\0'), { maxLength: 8 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (input) => {
        const parts = parseDossierCode(input);
        const written =
          parts && parts.number > 0 ? formatDossierCode(parts.agencyCode, parts.receivedOn, parts.number) : parts?.dossierCode;
        expect(written).toBe(parts?.dossierCode);
      }),
    );
  });
});

describe('formatDossierCode', () => {
  test.each([
    ['H55.242', '2026-06-08', 10_000],
    ['H55.242', '2026-06-08', 0],
    ['H55.242', '2026-06-08', 1.5],
    ['H55.242', '2026-02-30', 1],
    ['H55.242', '1999-01-01', 1],
    ['h55', '2026-06-08', 1],
  ])('has no code for %s %s %d', (agencyCode, date, number) => {
    expect(() => formatDossierCode(agencyCode, date, number)).toThrow(RangeError);
  });
});

test('the short code leaves the agency out', () => {
  expect(shortCode('000.05.24.H11-250424-2001')).toBe('250424-2001');
  expect(() => shortCode('250424-2001')).toThrow(RangeError);
});
