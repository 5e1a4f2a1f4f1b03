import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fold } from '#shared/domain/dossier/fold.ts';
import { newBody } from '#shared/journal/body.ts';
import { verifyChain } from '#shared/journal/chain.ts';
import type { Manifest } from '#shared/sync/manifest.ts';
import { pageOf, ownActs } from '../../helpers/sync-pages.ts';
import type { Store } from '../../../electron/store/store.ts';
import { verify } from '../../../electron/store/verify.ts';
import {
  accepted,
  actorId,
  agencyCode,
  deviceId,
  furtherAct,
  id,
  newStore,
  reopen,
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

const at = (name: string) => join(folder.path, name);
function keep(store: Store): Store {
  open.push(store);
  return store;
}
function close(store: Store): void {
  open = open.filter((other) => other !== store);
  store.close();
}
const create = (name: string, options = {}) => keep(newStore(at(name), options));
const verdict = (name: string) => verify({ dataDir: at(name), key: testKey });

const noted = (n: number, dossier: number, text: string) => furtherAct(n, dossier, id(dossier, 1), 'dossier.noted', { text });
const takenOver = (n: number, dossier: number) =>
  furtherAct(n, dossier, id(dossier, 1), 'dossier.takenOver', { fromPersonId: null, note: null });
const opened = (n: number, reason: 'restore' | 'clone', store: Store) => {
  const [head] = store.acts.heads().slice(-1);
  return newBody({
    id: id(n, 9),
    kind: 'journal.opened',
    agencyCode,
    deviceId,
    actorId,
    dossierId: null,
    basedOn: null,
    occurredAt: '2026-06-09T08:00:00+07:00',
    recordedAt: '2026-06-09T08:00:00+07:00',
    payload: {
      previousJournalId: store.identity.journalId,
      lastSeq: head?.seq ?? null,
      lastHash: head?.linkHash ?? null,
      reason,
      counterNo: 2,
    },
  });
};

describe('a page', () => {
  test('brings acts of others, gives ours their places, and proves them again', () => {
    const [a, b] = [create('a'), create('b')];
    a.commit([accepted(1), noted(1, 1, 'Gọi lại')]);
    b.commit([accepted(2), takenOver(2, 1)]);
    expect(b.dossiers.findState(id(1, 2))?.timeline.map(({ effect }) => effect)).toEqual(['waiting']);
    const page = pageOf([...ownActs(a), ...ownActs(b)]);
    for (const store of [a, b]) {
      store.sync.keepEpochs(['e1']);
      expect(store.sync.storePage(page)).toEqual({ added: 3, confirmed: 3 });
      expect([store.sync.unsent().acts, store.sync.cursor()]).toEqual([0, { epoch: 'e1', position: 6 }]);
      expect(store.sync.pageAbove(0)).toEqual(page);
      expect(store.sync.pageAbove(6)).toBeUndefined();
    }
    for (const dossier of [1, 2]) expect(a.dossiers.findState(id(dossier, 2))).toEqual(b.dossiers.findState(id(dossier, 2)));
    expect(a.dossiers.findState(id(1, 2))).toMatchObject({ status: 'inProgress', needsDecision: [] });
    expect([verdict('a'), verdict('b')]).toMatchObject([
      { ok: true, faults: [] },
      { ok: true, faults: [] },
    ]);
    close(a);
    expect(keep(reopen(at('a'))).opened).toEqual({ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 });
  });

  test('puts acts of others under ours that have no place yet', () => {
    const [a, b] = [create('a'), create('b')];
    a.commit([accepted(1)]);
    const first = pageOf(ownActs(a));
    a.sync.storePage(first);
    b.sync.storePage(first);
    b.commit([takenOver(5, 1)]);
    a.commit([furtherAct(6, 1, id(1, 1), 'dossier.withdrawn', { reason: 'Rút', papersReturned: true })]);
    const second = pageOf(ownActs(a).slice(2), first.page.to);
    b.sync.storePage(second);
    expect(b.dossiers.findState(id(1, 2))).toMatchObject({ status: 'withdrawn', needsDecision: [{ actId: id(5, 3), against: id(6, 3) }] });
    expect(b.dossiers.findRow(id(1, 2))?.needsDecision).toBe(true);
    expect(b.sync.needsDecision()).toBe(1);
    expect(verdict('b')).toMatchObject({ ok: true, faults: [] });
  });

  test('is taken once, and only where the last one ended', () => {
    const [a, b] = [create('a'), create('b')];
    a.commit([accepted(1)]);
    const page = pageOf(ownActs(a));
    b.sync.storePage(page);
    expect(() => b.sync.storePage(page)).toThrow(RangeError);
    expect(() => b.sync.storePage(pageOf([], { epoch: 'e1', position: 9 }))).toThrow(RangeError);
    expect([b.sync.cursor(), b.acts.find(id(1, 1))?.placement]).toEqual([
      { epoch: 'e1', position: 2 },
      { epoch: 'e1', position: 2 },
    ]);
  });

  test('keeps bytes nobody can read, and offers them again as they came', () => {
    const b = create('b');
    const odd = '{"strange":1}';
    const act = {
      body: odd,
      link: { journalId: id(7, 7), seq: 4, prev: 'a'.repeat(64), bodyHash: createHash('sha256').update(odd).digest('hex') },
    };
    const page = pageOf([act]);
    expect(b.sync.storePage(page)).toEqual({ added: 0, confirmed: 0 });
    expect(b.sync.pageAbove(0)).toEqual(page);
    expect(verdict('b')).toMatchObject({ ok: true, faults: [] });
  });

  test('people come in the one order, not in the order of arrival', () => {
    const [a, b] = [create('a'), create('b')];
    const person = (n: number, fullName: string) =>
      newBody({
        id: id(n, 8),
        kind: 'person.changed',
        agencyCode,
        deviceId,
        actorId,
        dossierId: null,
        basedOn: null,
        occurredAt: '2026-06-09T08:00:00+07:00',
        recordedAt: '2026-06-09T08:00:00+07:00',
        payload: { personId: 'p', fullName, roles: ['receptionist'], title: null },
      });
    a.commit([person(1, 'Lê Văn Bình')]);
    b.commit([person(2, 'Lê Văn An')]);
    const page = pageOf([...ownActs(b), ...ownActs(a)]);
    for (const store of [a, b]) {
      store.sync.storePage(page);
      expect(store.persons.all().map(({ fullName }) => fullName)).toEqual(['Lê Văn Bình']);
    }
    expect([verdict('a').faults, verdict('b').faults]).toEqual([[], []]);
  });
});

describe('another life', () => {
  test('a clone links what the server lacks again on a new journal', () => {
    const a = create('a');
    a.commit([accepted(1), noted(1, 1, 'một')]);
    const [first] = a.acts.heads();
    a.sync.openJournal(id(50, 9), opened(1, 'clone', a), true);
    expect(a.identity.journalId).toBe(id(50, 9));
    expect(a.sync.linkLeftBehind()).toBe(3);
    expect([a.sync.linkLeftBehind(), a.sync.hasLeftBehind()]).toEqual([0, false]);
    a.commit([noted(2, 1, 'hai')]);
    expect(a.sync.journals()).toEqual([
      { ...first, live: false, forked: true },
      { journalId: id(50, 9), seq: 5, linkHash: expect.any(String), live: true, forked: false },
    ]);
    const run = a.sync.runAfter(id(50, 9), 0);
    expect(verifyChain(run?.acts.map(({ body, link }) => ({ body: JSON.parse(body), link })) ?? [])).toBeNull();
    expect(run?.acts.map(({ body }) => JSON.parse(body).id)).toEqual([id(1, 9), expect.any(String), id(1, 1), id(1, 3), id(2, 3)]);
    expect(a.acts.at(id(50, 9), 3)).toEqual({ ...a.acts.find(id(1, 1)), link: run?.acts[2]?.link });
    expect(verdict('a')).toMatchObject({ ok: true, faults: [] });

    const page = pageOf(run?.acts ?? []);
    expect(a.sync.storePage(page)).toEqual({ added: 0, confirmed: 5 });
    expect([a.sync.unsent().acts, a.sync.pageAbove(0)]).toEqual([0, page]);
    close(a);
    const again = keep(reopen(at('a')));
    expect([again.opened, again.identity.journalId]).toEqual([{ completedFromLog: 0, completedToLog: 0, tornLogBytes: 0 }, id(50, 9)]);
    expect(verdict('a')).toMatchObject({ ok: true, faults: [] });
  });

  test('the other life of our journal may come from the server', () => {
    const [a, b] = [create('a'), create('b')];
    a.commit([accepted(1)]);
    const journalId = a.identity.journalId;
    const [openedAct, first] = ownActs(a);
    const otherBody = JSON.stringify(JSON.parse(first?.body ?? ''))
      .replaceAll(id(1, 1), id(77, 1))
      .replaceAll(id(1, 2), id(77, 2))
      .replaceAll('-2001"', '-2077"');
    const other = { body: otherBody, link: { ...first!.link, bodyHash: createHash('sha256').update(otherBody).digest('hex') } };
    const page = pageOf([openedAct!, other]);
    expect(a.sync.storePage(page)).toEqual({ added: 1, confirmed: 1 });
    a.sync.openJournal(id(50, 9), opened(1, 'clone', a), true);
    expect(a.sync.linkLeftBehind()).toBe(1);
    expect(a.dossiers.findRow(id(77, 2))?.dossierCode).toBe('000.05.24.H11-260608-2077');
    expect(a.acts.at(journalId, 2)?.body.id).toBe(id(1, 1));
    expect(a.sync.pageAbove(0)).toEqual(page);
    b.sync.storePage(pageOf([...page.acts, ...ownActs(a).slice(2), first!]));
    expect(b.acts.ofDossier(id(1, 2))).toHaveLength(1);
    expect([verdict('a').faults, verdict('b').faults]).toEqual([[], []]);
  });

  test('places the server took back are pulled anew', () => {
    const [a, b] = [create('a'), create('b')];
    a.commit([accepted(1)]);
    b.commit([takenOver(2, 1)]);
    const first = pageOf(ownActs(a));
    const second = pageOf(ownActs(b), first.page.to);
    a.sync.keepEpochs(['e1', 'e2']);
    for (const page of [first, second]) b.sync.storePage(page);
    b.sync.rewind(2);
    expect([b.sync.cursor(), b.sync.unsent().acts, b.sync.pageAbove(2)]).toEqual([first.page.to, 2, undefined]);
    expect(verdict('b').faults).toEqual([]);
    b.sync.storePage(pageOf(ownActs(b), first.page.to, 'e2'));
    expect([b.sync.unsent().acts, b.acts.find(id(2, 3))?.placement]).toEqual([0, { epoch: 'e2', position: 4 }]);
    expect(b.dossiers.findState(id(1, 2))).toEqual(fold(b.acts.ofDossier(id(1, 2)), ['e1', 'e2']));
  });

  test('kill between log and rows while a journal is opened or linked again', () => {
    let cut = false;
    const a = create('a', {
      hooks: {
        afterLogSync: () => {
          if (cut) throw new Error('power');
        },
      },
    });
    a.commit([accepted(1)]);
    const { journalId } = a.identity;
    cut = true;
    expect(() => {
      a.sync.openJournal(id(50, 9), opened(1, 'clone', a), true);
    }).toThrow(expect.objectContaining({ code: 'store-needs-reopening' }));
    close(a);
    cut = false;
    const again = keep(
      reopen(at('a'), {
        hooks: {
          afterLogSync: () => {
            if (cut) throw new Error('power');
          },
        },
      }),
    );
    expect(again.opened.completedFromLog).toBe(1);
    // The log tells that the new journal was begun; that the old one has gone on elsewhere the next hello finds again.
    expect(again.sync.journals().map(({ seq, live, forked }) => ({ seq, live, forked }))).toEqual([
      { seq: 2, live: false, forked: false },
      { seq: 1, live: true, forked: false },
    ]);
    again.sync.markForked(journalId);
    cut = true;
    expect(() => again.sync.linkLeftBehind()).toThrow(expect.objectContaining({ code: 'store-needs-reopening' }));
    close(again);
    const third = keep(reopen(at('a')));
    expect([third.opened.completedFromLog, third.sync.hasLeftBehind(), third.sync.linkLeftBehind()]).toEqual([2, false, 0]);
    expect(third.sync.journals().map(({ seq, live, forked }) => ({ seq, live, forked }))).toEqual([
      { seq: 2, live: false, forked: true },
      { seq: 3, live: true, forked: false },
    ]);
    expect(verdict('a')).toMatchObject({ ok: true, faults: [] });
  });
});

test('of days closed in one instant the one with the later links is the last', () => {
  const store = create('closed');
  const { journalId } = store.identity;
  const manifests = [
    [1, 9],
    [10, 10],
    [11, 30],
  ].map(([fromSeq, toSeq]) => ({ journalId, fromSeq, toSeq, closedAt: '2026-06-28T17:00:00.000+07:00' }) as Manifest);
  for (const manifest of manifests) {
    store.sync.keepManifest(manifest, 'signature');
    store.sync.keepCountersigned(manifest, {} as never);
  }
  expect(store.sync.countersigned(3).map(({ manifest }) => manifest)).toEqual(manifests.toReversed());
});
