/** What answers wrongly, and what a real server refuses: nothing is kept of the one, and the other holds back itself alone. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { certify, keyIdOf } from '#shared/sync/certificate.ts';
import { type SignedPage } from '#shared/sync/page.ts';
import { statementBytes } from '#shared/sync/statement.ts';
import { newKeyPair, signWith } from '../../../server/auth/ed25519.ts';
import { newDeviceKey } from '../../../electron/sync/keys.ts';
import { syncStatus } from '../../../electron/sync/status.ts';
import type { Store } from '../../../electron/store/store.ts';
import { id, newStore, printed, temporaryFolder, agencyCode } from '../../helpers/store.ts';
import { ownActs, pageOf } from '../../helpers/sync-pages.ts';
import { acceptedAt, newSyncWorld, stepOn, type SyncWorld } from '../../helpers/sync-world.ts';
import { author, engineOf } from '../../helpers/upstream.ts';

describe('something that is not the server', () => {
  const [root, pageKey, stranger] = [newKeyPair(), newKeyPair(), newKeyPair()];
  const certificate = certify('page', pageKey.publicKey, '2026-01-01T00:00:00+07:00', null, signWith(root.privateKey));
  let folder: ReturnType<typeof temporaryFolder>;
  let store: Store;
  let other: Store;
  let double: Server;
  let answers: Record<string, unknown>;
  let raw: RequestListener | undefined;

  beforeEach(async () => {
    folder = temporaryFolder();
    [store, other] = [newStore(`${folder.path}/a`), newStore(`${folder.path}/b`)];
    other.commit([acceptedAt(3, 1)]);
    raw = undefined;
    const token = 'A'.repeat(43);
    answers = {
      'session/nonce': { nonce: token, expiresAt: '2026-06-09T17:05:00+07:00' },
      session: { token, expiresAt: '2026-06-09T17:30:00+07:00', epoch: 'e1', serverTime: '2026-06-09T17:20:00+07:00' },
      hello: {
        epoch: 'e1',
        epochs: ['e1'],
        serverTime: '2026-06-09T17:20:00+07:00',
        position: null,
        heads: [],
        atHead: [],
        lackingBlobs: [],
        receiving: true,
        waitingFor: [],
        reofferDue: false,
      },
      push: { results: [], head: { journalId: store.identity.journalId, seq: 1, linkHash: 'a'.repeat(64) } },
      pull: { ...signed(pageOf(ownActs(other))), more: false },
      packs: { packs: [] },
      certificates: { rootPublicKey: root.publicKey, certificates: [certificate], upstreamName: 'huyện' },
    };
    double = createServer((request, response) => {
      if (raw !== undefined) return raw(request, response);
      const answer = answers[request.url?.replace('/api/v1/', '') ?? ''] as { status?: number } | undefined;
      response.writeHead(answer?.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => {
      double.listen(0, '127.0.0.1', resolve);
    });
    store.sync.keepDevice(await newDeviceKey());
    store.sync.keepEnrolment({
      server: `http://127.0.0.1:${String((double.address() as AddressInfo).port)}`,
      upstreamName: 'huyện',
      rootPublicKey: root.publicKey,
      certificates: [certificate],
      enrolledAt: '2026-06-01T08:00:00+07:00',
    });
  });
  afterEach(() => {
    double.closeAllConnections();
    double.close();
    store.close();
    other.close();
    folder.remove();
  });

  function signed(page: SignedPage, key = pageKey): SignedPage {
    return { ...page, keyId: keyIdOf(key.publicKey), signature: signWith(key.privateKey)(statementBytes('page', page.page)) };
  }
  const attempt = async () => (await engineOf(store).run({ close: false, author })).fault;
  const untouched = () => expect([store.sync.cursor(), store.acts.find(id(1, 1)), store.sync.unsent().acts]).toEqual([null, undefined, 1]);

  test('a page that is what it should be is taken', async () => {
    expect([await attempt(), store.acts.find(id(1, 1))?.placement]).toEqual([null, { epoch: 'e1', position: 2 }]);
    expect(syncStatus(store).last?.clockOffSeconds).toBe(1200);
  });

  test.each([
    ['signed by a key nobody certified', () => signed(pageOf(ownActs(other)), stranger), 'signature'],
    [
      'changed after it was signed',
      () => ({ ...signed(pageOf(ownActs(other))), page: pageOf(ownActs(other), null, 'e2').page }),
      'signature',
    ],
    [
      'with another body than it says',
      () => {
        const page = signed(pageOf(ownActs(other)));
        return {
          ...page,
          acts: page.acts.map((act, index) => (index === 1 ? { ...act, body: act.body.replace('Kim Oanh', 'Kim Anh') } : act)),
        };
      },
      'hash',
    ],
    [
      'with an act too few',
      () => {
        const page = signed(pageOf(ownActs(other)));
        return { ...page, acts: page.acts.slice(1) };
      },
      'entries',
    ],
    [
      'of another agency',
      () => {
        const page = pageOf(ownActs(other));
        return signed({ ...page, page: { ...page.page, agencyCode: 'H55.242' } });
      },
      'agency',
    ],
    ['of another place', () => signed(pageOf(ownActs(other), { epoch: 'e1', position: 5 })), 'place'],
  ])('a page %s', async (_what, page, why) => {
    answers['pull'] = { ...page(), more: false };
    expect(await attempt()).toMatchObject({ code: 'server-not-trusted', details: { why } });
    untouched();
  });

  test('a key certified since is asked for, by the pinned root alone', async () => {
    const next = newKeyPair();
    answers['pull'] = { ...signed(pageOf(ownActs(other)), next), more: false };
    answers['certificates'] = {
      rootPublicKey: stranger.publicKey,
      certificates: [certify('page', next.publicKey, '2026-06-01T00:00:00+07:00', null, signWith(stranger.privateKey))],
      upstreamName: 'x',
    };
    expect(await attempt()).toMatchObject({ code: 'server-not-trusted', details: { why: 'root' } });
    untouched();
    answers['certificates'] = {
      rootPublicKey: root.publicKey,
      certificates: [certificate, certify('page', next.publicKey, '2026-06-01T00:00:00+07:00', null, signWith(root.privateKey))],
      upstreamName: 'tỉnh',
    };
    expect(await attempt()).toBeNull();
    expect(syncStatus(store).enrolled?.upstreamName).toBe('tỉnh');
  });

  test.each([
    [
      'a newer server',
      { status: 426, code: 'protocol-unsupported', data: { min: 2, max: 3, update: 'counter' } },
      { code: 'protocol-unsupported', details: { min: 2, max: 3, update: 'counter' } },
    ],
    ['a full server', { status: 507, code: 'disk-full', data: {} }, { code: 'disk-full', details: {} }],
    ['a page of somebody else', { status: 404, hello: '<html>' }, { code: 'server-answer-unreadable', details: { status: 404 } }],
    ['a proxy without its server', { status: 502 }, { code: 'server-unreachable', details: { status: 502 } }],
    ['an answer of another shape', { epoch: 'e1' }, { code: 'server-answer-unreadable', details: { field: 'epochs' } }],
  ])('%s', async (_what, answer, fault) => {
    answers['hello'] = answer;
    expect(await attempt()).toMatchObject(fault);
    expect(syncStatus(store).last).toMatchObject({ error: fault.code, details: fault.details });
    untouched();
  });

  test('an endless answer, a redirect', async () => {
    raw = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000, 32)));
    };
    expect(await attempt()).toMatchObject({ code: 'server-answer-unreadable', details: { why: 'too-large' } });
    raw = (_request, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    };
    expect(await attempt()).toMatchObject({ code: 'server-unreachable' });
    untouched();
  });
});

describe('what the server refuses', () => {
  let world: SyncWorld;
  beforeAll(async () => {
    world = await newSyncWorld();
  });
  afterAll(async () => {
    await world.remove();
  });

  test('a counter that was revoked keeps everything and says so', async () => {
    const store = await world.counter('revoked', 2);
    store.commit([acceptedAt(2, 1)]);
    await world.upstream.revoke(store.identity.deviceId);
    expect(await world.sync('revoked')).toMatchObject({ complete: false, unsent: { acts: 2 }, fault: { code: 'device-revoked' } });
  });

  test('a contested act parks its own dossier; the other 99 go through', async () => {
    const [a, b] = [await world.counter('a', 3), await world.counter('b', 4)];
    a.commit(Array.from({ length: 100 }, (_, k) => acceptedAt(k === 50 ? 9 : 3, 100 + k)));
    await world.settle('a', 'b');
    expect([a, b].map((store) => store.sync.needsDecision())).toEqual([1, 1]);
    expect(a.dossiers.findState(id(150, 2))?.needsDecision).toMatchObject([{ actId: id(150, 1), why: 'contested' }]);
    a.commit([stepOn.takeOver(100, 100)]);
    await world.settle('a');
    expect(a.dossiers.findState(id(100, 2))?.status).toBe('inProgress');
  });

  test('a paper whose bytes are gone holds back itself alone', async () => {
    const store = await world.counter('missing', 5);
    const kept = Buffer.from('%PDF kept');
    const hash = store.blobs.put('2026-06', kept);
    store.commit([acceptedAt(5, 300), printed(300, 300, 'e'.repeat(64), 9), printed(301, 300, hash, kept.length)]);
    expect(await world.sync('missing')).toMatchObject({
      complete: false,
      unsent: { acts: 0, blobs: 1 },
      fault: { code: 'blobs-missing', details: { count: 1, dossierIds: [id(300, 2)] } },
    });
    expect(syncStatus(store)).toMatchObject({ allSent: false });
  });

  test('a day the server counts otherwise is named: fields, acts, papers', async () => {
    const store = await world.counter('differs', 7);
    const bytes = Buffer.from('%PDF somewhere else');
    const hash = store.blobs.put('2026-06', bytes);
    store.commit([acceptedAt(7, 400), printed(400, 400, hash, bytes.length)]);
    store.sync.keepBlobsSent([hash]);
    const outcome = await world.sync('differs', {
      between: (step) => {
        if (step === 'greeted') store.sync.keepBlobsSent([hash]);
      },
    });
    expect(outcome.fault).toMatchObject({
      code: 'manifest-differs',
      details: {
        journalId: store.identity.journalId,
        fields: ['blobs'],
        onlyHereCount: 0,
        onlyHere: [],
        onlyThereCount: 0,
        onlyThere: [],
        lackingBlobs: [hash],
      },
    });
    expect(syncStatus(store)).toMatchObject({ allSent: false, last: { error: 'manifest-differs' } });
    await world.settle('differs');
  });

  test('the code enrols another machine only once', async () => {
    const code = await world.upstream.code(6);
    const { enrol } = await import('../../../electron/sync/enrol.ts');
    const { syncPorts } = await import('../../helpers/upstream.ts');
    const [one, two] = [
      newStore(world.at('one'), { counterNo: 6, deviceId: id(1, 0xe1) }),
      newStore(world.at('two'), { counterNo: 6, deviceId: id(2, 0xe1) }),
    ];
    const ports = (store: Store) => ({
      store,
      http: (server: string) => syncPorts(store).http(server, new AbortController().signal),
      now: syncPorts(store).now,
    });
    await enrol(ports(one), world.upstream.url(), code);
    await expect(enrol(ports(two), world.upstream.url(), code)).rejects.toMatchObject({ code: 'enrolment-used' });
    await expect(enrol(ports(two), world.upstream.url(), `${code}X`)).rejects.toMatchObject({ code: 'enrolment-code-mistyped' });
    expect([one.sync.enrolment()?.server, two.sync.enrolment(), one.identity.agencyCode]).toEqual([
      world.upstream.url(),
      undefined,
      agencyCode,
    ]);
    one.close();
    two.close();
  });
});
