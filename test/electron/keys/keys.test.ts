import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromBase32, readBase32, toBase32 } from '../../../electron/keys/base32.ts';
import { keepAt } from '../../../electron/keys/keep-key-file.ts';
import { keyFilePath, newDataKey, readKeyFile, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { newRecoveryCode, readRecoveryFile, unwrapKey, wrapKey, writeRecoveryFile } from '../../../electron/keys/recovery-code.ts';
import { temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const fault = (code: string) => expect.objectContaining({ code });

describe('key file', () => {
  test('lies outside the data folder, one for each', () => {
    expect(keyFilePath('/srv/a', { XDG_CONFIG_HOME: '/x' })).toMatch(/^\/x\/mot-cua\/keys\/[0-9a-f]{32}\.key$/u);
    expect(keyFilePath('/srv/a', {})).toBe(keyFilePath('/srv/b/../a', { XDG_CONFIG_HOME: '' }));
    expect(keyFilePath('/srv/a', {}).startsWith(join(homedir(), '.config', 'mot-cua', 'keys'))).toBe(true);
    expect(keyFilePath('/srv/a', {})).not.toBe(keyFilePath('/srv/b', {}));
  });

  test('is for its owner, is read back, is never replaced', () => {
    const path = join(folder.path, 'deep', 'keys', 'a.key');
    writeKeyFile(path, testKey);
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700]);
    expect(readKeyFile(path)).toEqual(testKey);
    expect(() => {
      writeKeyFile(path, newDataKey());
    }).toThrow(fault('key-file-exists'));
    expect(readKeyFile(path)).toEqual(testKey);
    expect(newDataKey()).toHaveLength(32);
    expect(newDataKey()).not.toEqual(newDataKey());
  });

  test('keys put aside in one millisecond all stay', async () => {
    const path = join(folder.path, 'a.key');
    const keys = Array.from({ length: 4 }, newDataKey);
    for (const key of keys) await keepAt(path, Uint8Array.from(key), () => 7);
    const kept = [...['', '-1', '-2'].map((again) => `${path}.before-7${again}`), path];
    expect(kept.map(readKeyFile)).toEqual(keys);
  });

  test('missing, readable by others, damaged', () => {
    const path = join(folder.path, 'a.key');
    expect(() => readKeyFile(path)).toThrow(fault('key-file-missing'));
    writeKeyFile(path, testKey);
    for (const mode of [0o640, 0o604, 0o660]) {
      chmodSync(path, mode);
      expect(() => readKeyFile(path)).toThrow(fault('key-file-too-open'));
    }
    chmodSync(path, 0o600);
    writeFileSync(path, readFileSync(path).subarray(0, 40));
    expect(() => readKeyFile(path)).toThrow(fault('key-file-damaged'));
    mkdirSync(join(folder.path, 'b'), { mode: 0o755 });
    symlinkSync(path, join(folder.path, 'b', 'link.key'));
    expect(() => readKeyFile(join(folder.path, 'b', 'link.key'))).toThrow(fault('key-file-damaged'));
  });
});

describe('recovery code', () => {
  const code = newRecoveryCode(() => Uint8Array.from({ length: 20 }, (_, index) => index * 7));

  test('is nine groups of four, 160 bits and a check', () => {
    expect(code).toMatchInlineSnapshot(`"003G-W58W-4CN3-2E1Z-8S6N-8PV2-D5R7-EZM5-1P1C"`);
    expect(newRecoveryCode()).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/u);
    expect(newRecoveryCode()).not.toBe(newRecoveryCode());
  });

  test('opens what it sealed, however it is typed', () => {
    const wrapped = wrapKey(testKey, code);
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('-', ''),
      code.replaceAll('0', 'O').replaceAll('1', 'l'),
      ` ${code}\n`,
    ]) {
      expect(unwrapKey(wrapped, typed)).toEqual(testKey);
    }
    expect(JSON.stringify(wrapped)).not.toContain(Buffer.from(testKey).toString('hex'));
  });

  test('tells a slip of the pen from another code', () => {
    const wrapped = wrapKey(testKey, code);
    for (const typed of ['', 'U'.repeat(36), code.slice(1), `${code}0`, code.replace(/.$/u, (last) => (last === 'Z' ? '0' : 'Z'))]) {
      expect(() => unwrapKey(wrapped, typed)).toThrow(fault('recovery-code-mistyped'));
    }
    expect(() => unwrapKey(wrapped, newRecoveryCode())).toThrow(fault('recovery-code-wrong'));
    expect(() => unwrapKey({ ...wrapped, sealed: 'ff'.repeat(32) }, code)).toThrow(fault('recovery-code-wrong'));
  });

  test('any single wrong digit, any two exchanged: mistyped', () => {
    const wrapped = wrapKey(testKey, code);
    const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const plain = [...code.replaceAll('-', '')];
    const right = plain.join('');
    const wrong = fc.tuple(fc.nat(35), fc.constantFrom(...digits)).map(([place, digit]) => plain.with(place, digit).join(''));
    const swapped = fc.nat(34).map((place) =>
      plain
        .with(place, plain[place + 1]!)
        .with(place + 1, plain[place]!)
        .join(''),
    );
    fc.assert(
      fc.property(
        fc.oneof(wrong, swapped).filter((typed) => typed !== right),
        (typed) => {
          expect(() => unwrapKey(wrapped, typed)).toThrow(fault('recovery-code-mistyped'));
        },
      ),
    );
    expect(unwrapKey(wrapped, right)).toEqual(testKey);
  });

  test('its file is whole or the one before', () => {
    const path = join(folder.path, 'recovery.json');
    expect(() => readRecoveryFile(path)).toThrow(fault('recovery-file-missing'));
    const first = wrapKey(testKey, code);
    writeRecoveryFile(path, first);
    expect(readRecoveryFile(path)).toEqual(first);
    const second = wrapKey(testKey, newRecoveryCode());
    writeRecoveryFile(path, second);
    expect(readRecoveryFile(path)).toEqual(second);
    expect(() => unwrapKey(readRecoveryFile(path), code)).toThrow(fault('recovery-code-wrong'));
    writeFileSync(path, '{"format":"mot-cua/recovery/1"}');
    expect(() => readRecoveryFile(path)).toThrow(fault('recovery-file-damaged'));
  });
});

test('base 32 goes there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
  expect(toBase32(Uint8Array.from([0xff, 0, 0x5a]))).toBe('ZW05M');
  expect([readBase32(' o-Il\t1 '), readBase32('\ufeffAB\u2013CD\u200b\u2010EF\u00a0'), fromBase32('U')]).toEqual([
    '0111',
    'ABCDEF',
    undefined,
  ]);
});
