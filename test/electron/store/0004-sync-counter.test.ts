import { expect, test } from 'vitest';
import { migrateTo, openAt, rows } from '../../helpers/store.ts';

test('0004 keeps what waits to be sent, and makes room for attempts, packs and notices', () => {
  const db = openAt(3);
  db.exec(`
    INSERT INTO act (n, id, kind, dossier_id, body, body_hash, prev, link_hash) VALUES (4294967297, 'a1', 'dossier.accepted', 'd1', x'7b7d', 'h', 'p', 'l');
    INSERT INTO outbox (n) VALUES (4294967297);
  `);
  migrateTo(db, 4);
  db.exec(`
    INSERT INTO send_attempt VALUES ('', 2, 't', 'server-unreachable', '{}');
    INSERT INTO signed_pack (name, version, statement, key_id, signature, content, taken_at) VALUES ('calendar', 1, '{}', 'k', 's', '{}', 't');
    INSERT INTO notice (at, kind, details) VALUES ('t', 'store-copied', '{}');
  `);
  expect(rows(db, 'outbox')).toEqual([{ n: 4_294_967_297 }]);
  expect(rows(db, 'send_attempt')).toEqual([{ dossier_id: '', attempts: 2, last_at: 't', error: 'server-unreachable', details: '{}' }]);
  expect(rows(db, 'signed_pack')).toEqual([
    {
      name: 'calendar',
      version: 1,
      statement: '{}',
      key_id: 'k',
      signature: 's',
      content: '{}',
      taken_at: 't',
      agreed_at: null,
      agreed_by: null,
    },
  ]);
  expect(rows(db, 'notice')).toEqual([{ no: 1, at: 't', kind: 'store-copied', details: '{}', seen_at: null }]);
  for (const twice of [
    `INSERT INTO send_attempt VALUES ('', 1, 't', NULL, '{}')`,
    `INSERT INTO signed_pack (name, version, statement, key_id, signature, content, taken_at) VALUES ('calendar', 1, '{}', 'k', 's', '{}', 't')`,
  ])
    expect(() => db.exec(twice)).toThrow(/UNIQUE/u);
});
