import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hashOfLink } from '#shared/journal/chain.ts';
import { linkAct, verifyChain } from '#shared/journal/chain.ts';
import { fold } from '#shared/domain/dossier/fold.ts';
import { openLogReader } from '../../../electron/journal/read-log.ts';
import { rebuild } from '../../../electron/store/apply-acts.ts';
import { connection } from '../../../electron/store/connection.ts';
import { openEncrypted } from '../../../electron/store/cipher.ts';
import { openReader } from '../../../electron/store/open-store.ts';
import type { Store } from '../../../electron/store/store.ts';
import { verify } from '../../../electron/store/verify.ts';
import {
  accepted,
  agencyCode,
  deviceId,
  furtherAct,
  id,
  newStore,
  printed,
  reopen,
  rows,
  temporaryFolder,
  testKey,
} from '../../helpers/store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: Store[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  for (const store of open.splice(0)) store.close();
  folder.remove();
});

const at = (...path: string[]) => join(folder.path, ...path);
const create = (options = {}) => keep(newStore(folder.path, options));
const openAgain = (options = {}) => keep(reopen(folder.path, options));
function keep(store: Store): Store {
  open.push(store);
  return store;
}
function close(store: Store): void {
  open = open.filter((other) => other !== store);
  store.close();
}
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
};

describe('a new store', () => {
  test('begins with its journal', () => {
    const store = create();
    expect(store.identity).toEqual({ agencyCode, counterNo: 2, deviceId, journalId: expect.any(String) });
    const [opened] = store.acts.ofKind('journal.opened', 9);
    expect(opened?.body.payload).toEqual({ previousJournalId: null, lastSeq: null, lastHash: null, reason: 'setUp', counterNo: 2 });
    expect(opened?.link).toMatchObject({ journalId: store.identity.journalId, seq: 1, prev: '0'.repeat(64) });
    expect(store.opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
  });

  test('is for its owner only', () => {
    create();
    for (const file of ['journal.log', 'lock.json']) expect(statSync(at(file)).mode & 0o077).toBe(0);
  });

  test('is never made over another', () => {
    close(create());
    expect(codeOf(() => newStore(folder.path))).toBe('store-exists');
    rmSync(at('store.db'));
    expect(codeOf(() => newStore(folder.path))).toBe('store-exists');
    close(keep(newStore(at('other'))));
  });

  test('starts over after a set-up that was cut off', () => {
    close(create());
    copyFileSync(at('store.db'), at('store.db.new'));
    rmSync(at('store.db'));
    close(create());
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.new'))).toEqual([]);
    expect(verify({ dataDir: folder.path, key: testKey }).ok).toBe(true);
  });

  test('takes a log folder of its own', () => {
    const logDir = at('second-disk');
    close(create({ logDir }));
    expect(existsSync(join(logDir, 'journal.log'))).toBe(true);
    expect(codeOf(() => reopen(folder.path))).toBe('journal-log-missing');
    close(openAgain({ logDir }));
  });
});

describe('opening', () => {
  test('sets every pragma, every time', () => {
    close(create());
    const db = openEncrypted(at('store.db'), testKey, 'write');
    const pragma = (name: string) => db.pragma(name, { simple: true });
    expect(['cipher', 'journal_mode', 'synchronous', 'temp_store', 'foreign_keys', 'busy_timeout', 'page_size'].map(pragma)).toEqual([
      'sqlcipher',
      'wal',
      2,
      2,
      1,
      5000,
      2048,
    ]);
    db.close();
  });

  test('another key, no store, a newer file, a damaged first page', () => {
    expect(codeOf(() => reopen(folder.path))).toBe('store-missing');
    close(create());
    expect(codeOf(() => reopen(folder.path, { key: new Uint8Array(32) }))).toBe('wrong-key');
    expect(codeOf(() => openReader({ dataDir: folder.path, key: new Uint8Array(32) }))).toBe('wrong-key');
    const db = openEncrypted(at('store.db'), testKey, 'write');
    db.pragma('user_version=99');
    db.close();
    expect(codeOf(() => reopen(folder.path))).toBe('store-from-newer-version');
    expect(codeOf(() => openReader({ dataDir: folder.path, key: testKey }))).toBe('store-from-newer-version');
  });

  test('nothing readable is on the disk', () => {
    const store = create();
    store.blobs.put('2026-06', Buffer.from('Scan of Nguyễn Thị Kim Oanh'));
    store.commit([accepted(1)]);
    store.drafts.save({ id: id(1), ownerId: 'a', label: null, data: { fullName: 'Nguyễn Thị Kim Oanh' }, createdAt: 'x', savedAt: 'x' });
    for (const name of readdirSync(folder.path)) {
      const bytes = readFileSync(at(name));
      for (const planted of ['Nguyễn Thị Kim Oanh', 'nguyen', '060085000001', '0912000001'])
        expect([name, planted, bytes.includes(planted)]).toEqual([name, planted, false]);
    }
  });

  test('one writer at a time; the lock goes with the process, however it ends', async () => {
    close(create());
    // Held by a name: a store nobody holds is collected, and its lock with it.
    const script = `import { reopen } from ${JSON.stringify(new URL('../../helpers/store.ts', import.meta.url).href)}; globalThis.held = reopen(process.argv[1]); console.log('open'); setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', script, folder.path], {
      cwd: new URL('../../..', import.meta.url),
    });
    await new Promise((resolve) => {
      other.stdout.once('data', resolve);
    });
    expect(() => reopen(folder.path)).toThrow(
      expect.objectContaining({ code: 'data-folder-in-use', details: { pid: other.pid, since: expect.any(String) } }),
    );
    const reader = openReader({ dataDir: folder.path, key: testKey });
    expect(reader.acts.heads()).toHaveLength(1);
    reader.close();
    const ended = new Promise((resolve) => {
      other.once('exit', resolve);
    });
    other.kill('SIGKILL');
    await ended;
    close(openAgain());
  });

  test('a refused opening leaves nothing locked', () => {
    close(create());
    expect(codeOf(() => reopen(folder.path, { key: new Uint8Array(32) }))).toBe('wrong-key');
    rmSync(at('journal.log'));
    expect(codeOf(() => reopen(folder.path))).toBe('journal-log-missing');
    expect(openAgain({ rebuildLog: true }).opened).toEqual({ completedFromLog: 0, completedToLog: 1, tornLogBytes: 0 });
  });
});

describe('a commit', () => {
  test('chains acts as the shared code does, and derives every row', () => {
    const store = create();
    const head = store.acts.head(store.identity.journalId);
    const bodies = [accepted(1), furtherAct(2, 1, id(1, 1), 'dossier.takenOver', { fromPersonId: null, note: null })];
    const made = store.commit(bodies);
    const first = linkAct(head ?? null, store.identity.journalId, bodies[0]!);
    const second = linkAct({ seq: first.link.seq, linkHash: hashOfLink(first.link) }, store.identity.journalId, bodies[1]!);
    expect(made).toEqual([first, second]);
    expect(store.acts.ofDossier(id(1, 2))).toEqual(made.map((act) => ({ ...act, placement: null })));
    expect(store.acts.heads()).toEqual([{ journalId: store.identity.journalId, seq: 3, linkHash: hashOfLink(second.link) }]);
    expect(store.dossiers.findState(id(1, 2))).toEqual(fold(made.map((act) => ({ ...act, placement: null }))));
    expect(store.dossiers.findRow(id(1, 2))).toEqual({
      dossierId: id(1, 2),
      dossierCode: '000.05.24.H11-260608-2001',
      status: 'inProgress',
      needsDecision: false,
      procedureCode: '1.001193',
      procedureName: 'Đăng ký khai sinh',
      fieldCode: 'HO_TICH',
      applicantName: 'Nguyễn Thị Kim Oanh',
      channel: 'inPerson',
      counterNo: 2,
      receivedAt: '2026-06-08T09:15:00+07:00',
      dueAt: '2026-06-11T17:30:00+07:00',
      promisedAt: null,
      resolvedAt: null,
      returnedAt: null,
      closedAt: null,
      unsent: 2,
      lastActId: id(2, 3),
    });
    expect(store.acts.unsentCount()).toBe(3);
    expect(verifyChain([store.acts.ofKind('journal.opened', 1)[0]!, ...made].map(({ body, link }) => ({ body, link })))).toBeNull();
  });

  test('twice is once, and `extra` runs with the first only', () => {
    const store = create();
    let ran = 0;
    const [first] = store.commit([accepted(1)], () => {
      ran += 1;
    });
    const size = statSync(at('journal.log')).size;
    const again = store.commit([{ ...accepted(1), payload: { ...accepted(1).payload, note: 'typed again' } }], () => {
      ran += 1;
    });
    expect(again).toEqual([first]);
    expect(store.commit([accepted(1), accepted(2), accepted(2)]).map(({ link }) => link.seq)).toEqual([2, 3, 3]);
    expect([ran, statSync(at('journal.log')).size > size, store.acts.heads()[0]?.seq]).toEqual([1, true, 3]);
    expect(codeOf(() => store.commit([{ ...accepted(1), kind: 'dossier.imported' }]))).toBe('act-id-reused');
  });

  test('an error while building or in `extra` leaves nothing behind, in store and log', () => {
    const store = create();
    const size = statSync(at('journal.log')).size;
    expect(() =>
      store.commitWith(() => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(() =>
      store.commit([accepted(1)], () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(() => store.commit([accepted(1), { ...accepted(2), payload: { bad: 1.5 } }])).toThrow(
      expect.objectContaining({ code: 'not-an-integer' }),
    );
    expect([statSync(at('journal.log')).size, store.acts.find(id(1, 1)), store.acts.heads()[0]?.seq]).toEqual([size, undefined, 1]);
    store.commit([accepted(1)]);
    expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
  });

  test('numbers are taken inside the turn', () => {
    const store = create();
    const range = { first: 2001, last: 2003 };
    const next = () =>
      store.commitWith((reader) => {
        const number = reader.numbers.nextOrderNumber(agencyCode, '2026-06-08', range);
        return number.ok ? [accepted(number.number, { number: number.number })] : [];
      });
    expect([next(), next(), next(), next()].map((acts) => acts[0]?.body.payload['dossierCode'])).toEqual([
      '000.05.24.H11-260608-2001',
      '000.05.24.H11-260608-2002',
      '000.05.24.H11-260608-2003',
      undefined,
    ]);
    expect(store.numbers.nextOrderNumber(agencyCode, '2026-06-09', range)).toEqual({ ok: true, number: 2001 });
    expect(store.numbers.nextOrderNumber('H55.242', '2026-06-08', range)).toEqual({ ok: true, number: 2001 });
    expect(store.numbers.nextOrderNumber(agencyCode, '2026-06-08', { first: 2900, last: 2999 })).toEqual({ ok: true, number: 2900 });
    expect([
      store.numbers.lastOfSeries('register', '02', 2026),
      store.numbers.lastOfSeries('slip', 2, 2026),
      store.numbers.lastOfSeries('slip', 2, 2027),
    ]).toEqual([2003, 2003, 0]);
  });

  test('a series belongs to the office’s own year, not to that of UTC', () => {
    const store = create();
    store.commit([{ ...accepted(7), occurredAt: '2026-12-31T17:30:00Z' }]);
    expect([store.numbers.lastOfSeries('slip', 2, 2026), store.numbers.lastOfSeries('slip', 2, 2027)]).toEqual([0, 7]);
  });

  test('a disk that fills up at COMMIT takes the frame back: nothing was kept and the next command works', () => {
    let isFull = true;
    const hooks = {
      afterLogSync: () => {
        if (isFull) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
      },
    };
    close(create());
    const store = openAgain({ hooks });
    const size = statSync(at('journal.log')).size;
    expect(codeOf(() => store.commit([accepted(1)]))).toBe('disk-full');
    expect([statSync(at('journal.log')).size, store.acts.find(id(1, 1))]).toEqual([size, undefined]);
    isFull = false;
    store.commit([accepted(2)]);
    close(store);
    expect(openAgain().opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
  });

  test('any other failure at COMMIT closes the store to writing; the next start completes the act, and the repeated command finds it', () => {
    close(create());
    const store = openAgain({
      hooks: {
        afterLogSync: () => {
          throw new Error('disk unplugged');
        },
      },
    });
    expect(codeOf(() => store.commit([accepted(1)]))).toBe('store-needs-reopening');
    expect(codeOf(() => store.commit([accepted(2)]))).toBe('store-needs-reopening');
    expect(codeOf(() => store.writeLocal(() => store.settings.put('a', 1)))).toBe('store-needs-reopening');
    close(store);
    const again = openAgain();
    expect(again.opened.completedFromLog).toBe(1);
    expect(again.commit([accepted(1)])[0]?.link.seq).toBe(2);
    expect(again.acts.heads()[0]?.seq).toBe(2);
    expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
  });

  test('kill -9 with rows written or with the log written', () => {
    for (const [hook, expected] of [
      ['insideTransaction', 0],
      ['afterLogSync', 1],
    ] as const) {
      const dataDir = at(hook);
      newStore(dataDir).close();
      const script = `import { accepted, reopen } from ${JSON.stringify(new URL('../../helpers/store.ts', import.meta.url).href)};
        reopen(process.argv[1], { hooks: { ${hook}: () => { process.kill(process.pid, 'SIGKILL'); } } }).commit([accepted(1)]);`;
      expect(() =>
        execFileSync(process.execPath, ['--input-type=module', '-e', script, dataDir], {
          cwd: new URL('../../..', import.meta.url),
          stdio: 'ignore',
        }),
      ).toThrow('Command failed');
      expect(verify({ dataDir, key: testKey }).faults).toEqual([]);
      const store = reopen(dataDir);
      expect([hook, store.opened.completedFromLog]).toEqual([hook, expected]);
      store.close();
      expect(verify({ dataDir, key: testKey }).faults).toEqual([]);
    }
  });

  test('many at once', () => {
    const store = create();
    const seen: number[] = [];
    const bodies = Array.from({ length: 1203 }, (_, n) =>
      accepted(n + 1, { number: 2001 + (n % 890), date: n < 890 ? '2026-06-08' : '2026-06-09' }),
    );
    expect(
      store.commitMany(bodies, (done) => {
        seen.push(done);
      }),
    ).toEqual({ added: 1203, already: 0 });
    expect(seen).toEqual([500, 1000, 1203]);
    expect(store.commitMany([...bodies.slice(0, 3), accepted(2000, { date: '2026-06-10' })])).toEqual({ added: 1, already: 3 });
    const reader = openLogReader(at('journal.log'), testKey);
    let frames = 0;
    reader.each(() => {
      frames += 1;
    });
    reader.close();
    expect(frames).toBe(5);
    expect(verify({ dataDir: folder.path, key: testKey })).toMatchObject({ ok: true, checked: { acts: 1205, dossiers: 1204 } });
  });
});

test('acts and archived prints refuse to be changed', () => {
  const store = create();
  const hash = store.blobs.put('2026-06', Buffer.from('pdf'));
  store.commit([accepted(1)]);
  store.commit([printed(2, 1, hash, 3)]);
  close(store);
  const db = openEncrypted(at('store.db'), testKey, 'write');
  for (const sql of ['UPDATE act SET kind = 1', 'DELETE FROM act', 'UPDATE print_archive SET form = 1', 'DELETE FROM print_archive'])
    expect(() => db.exec(sql)).toThrow(/never/u);
  db.close();
});

test('everything derived can be derived again', () => {
  const store = create();
  const hash = store.blobs.put('2026-06', Buffer.from('pdf'));
  store.commit([accepted(1), accepted(2, { fullName: 'Đào Văn Quý' })]);
  store.commit([
    printed(3, 1, hash, 3),
    furtherAct(4, 2, id(2, 1), 'dossier.voided', { reason: 'Nhập hai lần', byUnitHead: false }, '2026-06-08T10:00:00+07:00'),
  ]);
  store.commit([
    {
      ...furtherAct(5, 1, null, 'person.added', { personId: 'p1', fullName: 'Lê Thị Hạnh', roles: ['receptionist'], title: null }),
      dossierId: null,
    },
  ]);
  close(store);
  const db = openEncrypted(at('store.db'), testKey, 'write');
  const tables = ['dossier', 'number_used', 'series', 'person', 'print_archive'];
  const before = tables.map((table) => rows(db, table));
  const conn = connection(db);
  db.exec(`DELETE FROM number_used WHERE number = 2001; UPDATE dossier SET status = 'returned'; UPDATE person SET active = 0`);
  db.transaction(() => {
    rebuild(conn);
  }).immediate();
  expect(tables.map((table) => rows(db, table))).toEqual(before);
  db.close();
  expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
});

describe('log and store are brought to one head', () => {
  const copy = (name: string) => {
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(at(`store.db${suffix}`))) copyFileSync(at(`store.db${suffix}`), at(`${name}${suffix}`));
  };

  test('whatever was lost on one side: random acts, then the last frames cut off or the store set back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.constantFrom('log', 'store'),
        (transactions, cut, side) => {
          folder.remove();
          folder = temporaryFolder();
          const store = newStore(folder.path);
          const heads = [store.acts.heads()];
          const sizes = [statSync(at('journal.log')).size];
          let n = 0;
          const keepAt = cut % (transactions.length + 1);
          transactions.forEach((acts, index) => {
            if (index === keepAt) copy('old.db');
            store.commit(
              Array.from({ length: acts }, () =>
                n % 3 === 2 ? furtherAct((n += 1), n - 1, null, 'dossier.noted', { text: 'Đã gọi điện' }) : accepted((n += 1)),
              ),
            );
            heads.push(store.acts.heads());
            sizes.push(statSync(at('journal.log')).size);
          });
          store.close();
          const lost = transactions.slice(keepAt).reduce((sum, acts) => sum + acts, 0);
          if (side === 'log') truncateSync(at('journal.log'), sizes[keepAt]! + Math.min(5, sizes.at(-1)! - sizes[keepAt]!));
          else if (lost > 0) {
            for (const suffix of ['', '-wal', '-shm']) {
              rmSync(at(`store.db${suffix}`), { force: true });
              if (existsSync(at(`old.db${suffix}`))) copyFileSync(at(`old.db${suffix}`), at(`store.db${suffix}`));
            }
          }
          const again = reopen(folder.path);
          expect(again.acts.heads()).toEqual(heads.at(-1));
          expect(again.opened).toMatchObject(
            side === 'log' ? { completedFromLog: 0, completedToLog: lost } : { completedFromLog: lost, completedToLog: 0 },
          );
          again.close();
          for (const name of readdirSync(folder.path).filter((file) => file.startsWith('old.db'))) rmSync(at(name));
          expect(verify({ dataDir: folder.path, key: testKey }).faults).toEqual([]);
          const third = reopen(folder.path);
          expect(third.opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
          third.close();
        },
      ),
      { numRuns: 12 },
    );
  });

  test('two stories under one number are refused', () => {
    close(create());
    for (const file of ['store.db', 'journal.log']) copyFileSync(at(file), at(`${file}.old`));
    const first = openAgain();
    first.commit([accepted(1)]);
    close(first);
    copyFileSync(at('journal.log'), at('first.log'));
    for (const file of ['store.db', 'journal.log']) copyFileSync(at(`${file}.old`), at(file));
    const second = openAgain();
    second.commit([accepted(2)]);
    close(second);
    copyFileSync(at('first.log'), at('journal.log'));
    expect(() => reopen(folder.path)).toThrow(
      expect.objectContaining({ code: 'journal-heads-differ', details: { journalId: expect.any(String), seq: 2, why: 'other-hash' } }),
    );
  });

  test('a start reads the log behind its mark only', () => {
    const store = create();
    for (let n = 1; n <= 9; n += 1) store.commit([accepted(n)]);
    close(store);
    const bytes = readFileSync(at('journal.log'));
    bytes[200] = bytes[200]! ^ 1;
    writeFileSync(at('journal.log'), bytes);
    close(openAgain());
    expect(verify({ dataDir: folder.path, key: testKey }).faults.map(({ kind }) => kind)).toContain('log-frame');
  });

  /** The folder as a power cut leaves it: the store is not closed, so its mark is where it was. */
  function afterPowerCut(to = 'after-power-cut', from = folder.path): string {
    const cut = at(to);
    mkdirSync(cut);
    for (const name of ['store.db', 'store.db-wal', 'journal.log']) copyFileSync(join(from, name), join(cut, name));
    return cut;
  }

  test('frames lost behind the mark are written again from the store', () => {
    close(create());
    const store = openAgain();
    store.commit([accepted(1)]);
    const size = statSync(at('journal.log')).size;
    store.commit([accepted(2), accepted(3)]);
    const cut = afterPowerCut();
    truncateSync(join(cut, 'journal.log'), size + 7);
    const again = reopen(cut);
    expect(again.opened).toEqual({ completedFromLog: 0, completedToLog: 2, tornLogBytes: 7 });
    again.close();
    expect(verify({ dataDir: cut, key: testKey }).faults).toEqual([]);
  });

  test('the mark moves along while the store is open', () => {
    const store = create();
    store.commit([accepted(1)]);
    store.commit(Array.from({ length: 260 }, (_, n) => accepted(n + 2)));
    store.commit([accepted(300)]);
    const cut = afterPowerCut();
    const bytes = readFileSync(join(cut, 'journal.log'));
    bytes[600] = bytes[600]! ^ 1;
    writeFileSync(join(cut, 'journal.log'), bytes);
    const again = reopen(cut);
    expect(again.opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
    again.close();
  });

  test('the mark moves along from power cut to power cut', () => {
    const store = create();
    store.commit(Array.from({ length: 200 }, (_, n) => accepted(n + 1)));
    const first = afterPowerCut('first');
    const next = reopen(first);
    next.commit(Array.from({ length: 100 }, (_, n) => accepted(n + 201)));
    const second = afterPowerCut('second', first);
    next.close();
    // Nothing is done in it, so its end moves no mark.
    reopen(second).close();
    const bytes = readFileSync(join(second, 'journal.log'));
    bytes[600] = bytes[600]! ^ 1;
    writeFileSync(join(second, 'journal.log'), bytes);
    const again = reopen(second);
    expect(again.opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
    again.close();
  });
});
