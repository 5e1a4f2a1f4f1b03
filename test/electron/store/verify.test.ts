import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEncrypted, pageBytes } from '../../../electron/store/cipher.ts';
import { verify, type VerifyFault } from '../../../electron/store/verify.ts';
import { accepted, furtherAct, id, newStore, printed, temporaryFolder, testKey } from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
const pdf = Buffer.from('%PDF-1.7 an invented receipt');
const scan = Buffer.from('an invented scan');
let pdfHash: string;

beforeEach(() => {
  folder = temporaryFolder();
  const store = newStore(folder.path);
  pdfHash = store.blobs.put('2026-06', pdf);
  const scanHash = store.blobs.put('2026-06', scan);
  store.commit([accepted(1), accepted(2, { fullName: 'Đào Văn Quý' })]);
  store.commit([printed(3, 1, pdfHash, pdf.length)]);
  store.commit([furtherAct(4, 1, id(1, 1), 'dossier.takenOver', { fromPersonId: null, note: null })]);
  store.commit([
    furtherAct(5, 2, id(2, 1), 'document.scanned', { documentName: 'Tờ khai', blobSha256: scanHash, pages: 1, mediaType: 'image/jpeg' }),
  ]);
  store.commit([furtherActOfOffice()]);
  store.close();
});
afterEach(() => {
  folder.remove();
});

function furtherActOfOffice() {
  const person = { personId: 'p1', fullName: 'Lê Thị Hạnh', roles: ['receptionist' as const], title: null };
  return { ...furtherAct(6, 1, null, 'person.added', person), dossierId: null };
}

const check = () => verify({ dataDir: folder.path, key: testKey });
const kinds = (faults: readonly VerifyFault[]) => faults.map(({ kind }) => kind);

/** Changes the encrypted file as only somebody with the key could, past every trigger. */
function tamper(change: (db: Database) => void, file = 'store.db'): void {
  const db = openEncrypted(join(folder.path, file), testKey, 'write');
  for (const { name } of db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).all() as { name: string }[])
    db.exec(`DROP TRIGGER ${name}`);
  change(db);
  db.close();
}

/** The newest dossiers' words wait outside the index; here they go in, as they do after some more. */
const indexAll = (): void => {
  tamper((db) =>
    db.exec(
      `INSERT INTO search (rowid, search_text) SELECT n, search_text FROM dossier; DELETE FROM setting WHERE name = 'search.indexed-to'`,
    ),
  );
};

function flip(file: string, at: (bytes: Buffer) => number): void {
  const path = join(folder.path, file);
  const bytes = readFileSync(path);
  const offset = at(bytes);
  bytes[offset] = bytes[offset]! ^ 1;
  writeFileSync(path, bytes);
}

test('a sound folder is green, and everything in it was looked at', () => {
  const { ok, checked, faults } = check();
  expect(faults).toEqual([]);
  expect(ok).toBe(true);
  expect(checked).toEqual({ acts: 7, dossiers: 2, logFrames: 6, prints: 1, blobs: 2, pages: checked.pages });
  expect(checked.pages).toBeGreaterThan(40);
});

test('a store cut to nothing is a damaged one', () => {
  writeFileSync(join(folder.path, 'store.db'), '');
  expect(check).toThrow(expect.objectContaining({ code: 'store-damaged', details: { part: 'store' } }));
});

describe('red on', () => {
  test('a changed body', () => {
    tamper((db) => db.exec(`UPDATE act SET body = CAST(replace(CAST(body AS TEXT), 'Quý', 'Quỳ') AS BLOB) WHERE id = '${id(2, 1)}'`));
    expect(check().faults).toContainEqual({ kind: 'body', where: `act:${id(2, 1)}`, detail: 'body-hash' });
  });

  test('a changed link', () => {
    tamper((db) => db.exec(`UPDATE act SET prev = '${'0'.repeat(64)}' WHERE id = '${id(2, 1)}'`));
    expect(check().faults).toEqual([
      { kind: 'link', where: `act:${id(2, 1)}`, detail: 'link-hash' },
      { kind: 'link', where: `act:${id(2, 1)}`, detail: 'prev' },
      { kind: 'link', where: `act:${id(3, 3)}`, detail: 'prev' },
      { kind: 'heads', where: expect.stringMatching(/^journal:/u), detail: 'log differs at seq 3' },
    ]);
  });

  test('an act taken out of the middle', () => {
    tamper((db) => {
      db.pragma('foreign_keys=OFF');
      db.exec(`DELETE FROM act WHERE id = '${id(4, 3)}'`);
    });
    expect(new Set(kinds(check().faults))).toEqual(new Set(['link', 'heads', 'projection']));
  });

  test('a projection that says something else', () => {
    tamper((db) => db.exec(`UPDATE dossier SET status = 'returned', due_at = NULL WHERE dossier_id = '${id(1, 2)}'`));
    expect(check().faults).toEqual([{ kind: 'projection', where: `dossier:${id(1, 2)}`, detail: 'status, due_at' }]);
  });

  test('a dossier that lost its row', () => {
    indexAll();
    tamper((db) => db.exec(`DELETE FROM dossier WHERE dossier_id = '${id(1, 2)}'`));
    expect(kinds(check().faults)).toEqual(['projection', 'search-row']);
  });

  test('a person changed', () => {
    tamper((db) => db.exec(`UPDATE person SET roles = '["administrator"]'`));
    expect(kinds(check().faults)).toEqual(['projection', 'projection']);
  });

  test('a search text that says something else', () => {
    indexAll();
    expect(check().faults).toEqual([]);
    tamper((db) => db.exec(`UPDATE dossier SET search_text = ' nobody' WHERE dossier_id = '${id(1, 2)}'`));
    expect(check().faults).toEqual([
      { kind: 'search-row', where: `dossier:${id(1, 2)}`, detail: 'search_text' },
      { kind: 'search-row', where: `dossier:${id(1, 2)}`, detail: 'index' },
    ]);
  });

  test('words in the index of a dossier that waits for it, and a dossier that neither waits nor is in it', () => {
    tamper((db) => db.exec(`INSERT INTO search (rowid, search_text) SELECT n, search_text FROM dossier WHERE dossier_id = '${id(1, 2)}'`));
    expect(check().faults).toEqual([{ kind: 'search-row', where: `dossier:${id(1, 2)}`, detail: 'index' }]);
    tamper((db) => db.exec(`UPDATE setting SET value = 2 WHERE name = 'search.indexed-to'`));
    expect(check().faults).toEqual([{ kind: 'search-row', where: `dossier:${id(2, 2)}`, detail: 'index' }]);
  });

  test('a search entry that is gone', () => {
    indexAll();
    tamper((db) =>
      db.exec(
        `INSERT INTO search (search, rowid, search_text) SELECT 'delete', n, search_text FROM dossier WHERE dossier_id = '${id(2, 2)}'`,
      ),
    );
    expect(check().faults).toContainEqual({ kind: 'search-row', where: `dossier:${id(2, 2)}`, detail: 'index' });
  });

  test('a used number forgotten, a series set back', () => {
    tamper((db) => db.exec(`DELETE FROM number_used WHERE number = 2001; UPDATE series SET last = 1 WHERE series = 'slip'`));
    expect(check().faults).toEqual([
      { kind: 'number', where: 'number_used', detail: '1 rows missing or changed' },
      { kind: 'number', where: 'series', detail: '1 rows missing or changed' },
      { kind: 'number', where: 'series', detail: '1 rows without an act' },
    ]);
  });

  test('one byte of an archived paper', () => {
    tamper(
      (db) =>
        db.prepare('UPDATE blob SET bytes = ? WHERE sha256 = ?').run(Buffer.from(pdf.toString().replace('receipt', 'receipT')), pdfHash),
      'blobs-2026-06.db',
    );
    expect(check().faults).toEqual([
      { kind: 'archive-hash', where: `act:${id(3, 3)}`, detail: 'blob' },
      { kind: 'blob', where: `blobs-2026-06.db:${pdfHash}`, detail: 'hash' },
    ]);
  });

  test('an archived paper cut short', () => {
    tamper((db) => db.prepare('UPDATE blob SET bytes = ? WHERE sha256 = ?').run(pdf.subarray(1), pdfHash), 'blobs-2026-06.db');
    expect(kinds(check().faults)).toEqual(['archive-bytes', 'archive-hash', 'blob']);
  });

  test('an archive row or its bytes gone', () => {
    tamper((db) => db.exec('DELETE FROM print_archive'));
    tamper((db) => db.prepare('DELETE FROM blob WHERE sha256 = ?').run(pdfHash), 'blobs-2026-06.db');
    expect(check().faults).toEqual([
      { kind: 'archive-missing', where: `act:${id(3, 3)}`, detail: 'row' },
      { kind: 'archive-missing', where: `act:${id(3, 3)}`, detail: 'blob' },
    ]);
  });

  test('an archive row that says something else', () => {
    tamper((db) => db.exec('UPDATE print_archive SET template_version = 2'));
    expect(check().faults).toEqual([{ kind: 'projection', where: `act:${id(3, 3)}`, detail: 'template_version' }]);
  });

  test('a blob changed, a scan gone', () => {
    tamper((db) => db.prepare('DELETE FROM blob WHERE sha256 <> ?').run(pdfHash), 'blobs-2026-06.db');
    expect(check().faults).toEqual([{ kind: 'blob', where: `act:${id(5, 3)}`, detail: 'missing' }]);
  });

  test('a byte of a log frame in the middle', () => {
    flip('journal.log', (bytes) => Math.floor(bytes.length / 3));
    expect(check().faults).toContainEqual({ kind: 'log-frame', where: expect.stringMatching(/^frame:\d@\d+$/u), detail: 'checksum' });
    expect(kinds(check().faults)).toEqual(['log-frame', 'heads']);
  });

  test('a byte of the last log frame', () => {
    flip('journal.log', (bytes) => bytes.length - 1);
    expect(kinds(check().faults)).toEqual(['heads', 'log-frame']);
  });

  test('the log gone', () => {
    rmSync(join(folder.path, 'journal.log'));
    expect(kinds(check().faults)).toEqual(['log-frame', 'heads']);
  });

  test('a byte of a page, read by nobody yet or not', () => {
    flip('store.db', () => 5 * pageBytes + 100);
    expect(check().faults).toContainEqual({ kind: 'page', where: 'store.db:6', detail: 'signature' });
  });
});

test('an unfinished last frame is what kill -9 leaves: green', () => {
  writeFileSync(join(folder.path, 'journal.log'), Buffer.from([40, 1, 0, 0, 7, 7]), { flag: 'a' });
  expect(check().ok).toBe(true);
});

test('a wrong key is no verdict', () => {
  expect(() => verify({ dataDir: folder.path, key: new Uint8Array(32) })).toThrow(expect.objectContaining({ code: 'wrong-key' }));
});
