/** The outage log as the store keeps it: evidence, so what was written stays. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../../electron/journal/link.ts';
import type { Store } from '../../../electron/store/store.ts';
import { verify } from '../../../electron/store/verify.ts';
import { accepted, migrateTo, newStore, openAt, rows, temporaryFolder, testKey } from '../../helpers/store.ts';

const folder = temporaryFolder();
let store: Store;
beforeEach(() => {
  folder.remove();
  store = newStore(folder.path);
});
afterEach(() => {
  store.close();
  folder.remove();
});

const at = (time: string, date = '2026-06-09'): string => `${date}T${time}:00.000+07:00`;

test('0003 keeps the outages there were, none of them negative, and lets nobody change one', () => {
  const db = openAt(2);
  db.exec(`
    INSERT INTO outage VALUES ('${at('07:52')}', '${at('16:40')}', 'server-unreachable'),
      ('${at('17:10')}', '${at('17:00')}', 'server-unreachable'), ('${at('17:30')}', NULL, 'server-unreachable');
  `);
  migrateTo(db, 3);
  const kept = { why: 'server-unreachable', clock_moved: 0 };
  expect(rows(db, 'outage')).toEqual([
    { ...kept, began_at: at('07:52'), ended_at: at('16:40') },
    { ...kept, began_at: at('17:10'), ended_at: at('17:10') },
    { ...kept, began_at: at('17:30'), ended_at: null },
  ]);
  db.exec(`INSERT INTO outage_certificate VALUES ('2026-06-09', 1, NULL, 'b', 't', '${at('18:00')}', 'p')`);
  for (const sql of [
    `UPDATE outage SET ended_at = '${at('16:41')}' WHERE began_at = '${at('07:52')}'`,
    `UPDATE outage SET ended_at = '${at('17:20')}' WHERE began_at = '${at('17:30')}'`,
    `UPDATE outage SET why = 'app-ended' WHERE ended_at IS NULL`,
    'DELETE FROM outage',
    `UPDATE outage_certificate SET reason = 'x'`,
    'DELETE FROM outage_certificate',
  ])
    expect(() => db.exec(sql)).toThrow(/never|not changed/u);
  db.exec(`UPDATE outage SET ended_at = '${at('17:45')}' WHERE ended_at IS NULL`);
  expect(rows(db, 'outage').at(-1)).toEqual({ ...kept, began_at: at('17:30'), ended_at: at('17:45') });
});

test('an outage of the server is one until it is over, also beside a run that was cut off, and never negative', () => {
  const cut = { beganAt: at('08:00'), endedAt: at('08:10'), why: 'app-ended', clockMoved: true } as const;
  store.sync.noteOutage(at('08:00'));
  store.sync.noteOutage(at('08:05'));
  store.writeLocal(() => {
    store.outages.noteInterruption(cut);
    store.outages.noteInterruption({ ...cut, endedAt: at('08:11') });
  });
  store.sync.noteOutageOver(at('07:59'));
  store.sync.noteOutage(at('09:00'));
  expect(store.outages.between(at('00:00'), at('23:59'))).toEqual([
    cut,
    { beganAt: at('08:00'), endedAt: at('08:00'), why: 'server-unreachable', clockMoved: false },
    { beganAt: at('09:00'), endedAt: null, why: 'server-unreachable', clockMoved: false },
  ]);
  expect(store.sync.outages(1)).toEqual([{ beganAt: at('09:00'), endedAt: null, why: 'server-unreachable' }]);
  expect(store.outages.between(at('08:10'), at('09:00'))).toEqual([cut]);
});

test('dossiers are found by any of their times', () => {
  store.commit([
    accepted(1, { date: '2026-06-09', dueAt: '2026-06-12T17:30:00+07:00' }),
    accepted(2, { date: '2026-06-08', dueAt: '2026-06-09T17:30:00+07:00' }),
    accepted(3, { date: '2026-06-08', dueAt: '2026-06-10T17:30:00+07:00' }),
  ]);
  const { found, next } = store.outages.dossiersTimedIn(at('00:00'), at('00:00', '2026-06-10'), 0);
  expect(next).toBeNull();
  const parts = [0];
  const inParts = [];
  for (let after = parts.at(-1); after !== undefined; after = parts.at(-1)) {
    const part = store.outages.dossiersTimedIn(at('00:00'), at('00:00', '2026-06-10'), after, 1);
    inParts.push(...part.found);
    if (part.next === null) break;
    parts.push(part.next);
  }
  expect([parts.length, inParts]).toEqual([4, found]);
  expect(found.map(({ dossierCode }) => dossierCode?.slice(-11))).toEqual(['260609-2001', '260608-2002']);
  expect(found[1]).toEqual({
    dossierId: expect.any(String),
    dossierCode: '000.05.24.H11-260608-2002',
    procedureCode: '1.001193',
    procedureName: 'Đăng ký khai sinh',
    receivedAt: '2026-06-08T09:15:00+07:00',
    dueAt: '2026-06-09T17:30:00+07:00',
    promisedAt: null,
    resolvedAt: null,
    returnedAt: null,
  });
});

test('a certificate whose paper is gone is a finding of verify', () => {
  store.blobs.put('2026-06', Buffer.from('paper'));
  const kept = { reason: null, templateVersion: 't', printedAt: at('18:00'), personId: 'p' };
  store.writeLocal(() => {
    store.outages.keepCertificate('2026-06-09', { ...kept, copyNo: 1, sha256: sha256(Buffer.from('paper')) });
    store.outages.keepCertificate('2026-06-09', { ...kept, copyNo: 2, sha256: sha256(Buffer.from('gone')) });
  });
  expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([
    { kind: 'archive-missing', where: 'outage-certificate:2026-06-09/2', detail: 'blob' },
  ]);
});
