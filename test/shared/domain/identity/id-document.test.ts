import { expect, test } from 'vitest';
import { recogniseIdNumber } from '#shared/domain/identity/id-document.ts';

test('kinds of identity numbers', () => {
  expect(recogniseIdNumber(' 040 185 001 234 ')).toEqual({ kind: 'personalId', number: '040185001234' });
  expect(recogniseIdNumber('186000123')).toEqual({ kind: 'cmnd', number: '186000123' });
  expect(recogniseIdNumber('c1234567')).toEqual({ kind: 'passport', number: 'C1234567' });
  expect(recogniseIdNumber('P01234567')).toEqual({ kind: 'passport', number: 'P01234567' });
  expect(recogniseIdNumber('AB-12345')).toEqual({ kind: 'other', number: 'AB-12345' });
  expect(recogniseIdNumber('  ')).toBeUndefined();
});
