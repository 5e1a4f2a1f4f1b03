import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { JsonObject } from '#shared/journal/act.ts';
import { isKind, kinds, type Kind } from '#shared/journal/kinds.ts';
import { readAs, readPayload } from '#shared/journal/read-payload.ts';
import { samples } from '../../helpers/acts.ts';

const names = Object.keys(kinds) as Kind[];

test('no kind of the frozen list is missing', () => {
  expect([...names].sort()).toEqual([
    'act.contested',
    'act.settled',
    'agency.configured',
    'clock.confirmed',
    'code.conflicted',
    'consultation.answered',
    'consultation.asked',
    'document.scanned',
    'dossier.accepted',
    'dossier.corrected',
    'dossier.extended',
    'dossier.handedOver',
    'dossier.imported',
    'dossier.notAccepted',
    'dossier.noted',
    'dossier.notified',
    'dossier.paymentConfirmed',
    'dossier.paymentRequested',
    'dossier.recordedAtOnce',
    'dossier.registered',
    'dossier.reopened',
    'dossier.resolved',
    'dossier.resultRecalled',
    'dossier.returned',
    'dossier.stopped',
    'dossier.supplementCompleted',
    'dossier.supplementRequested',
    'dossier.takenOver',
    'dossier.voided',
    'dossier.withdrawn',
    'journal.opened',
    'paper.cameOut',
    'paper.printed',
    'person.added',
    'person.changed',
    'person.dismissed',
    'personalData.revealed',
    'series.spoiled',
  ]);
});

describe.each(names)('%s', (kind) => {
  const payload = samples[kind] as JsonObject;
  const v = kinds[kind].versions.length;

  test('reads its payload whole', () => {
    expect(readPayload({ kind, v, payload })).toEqual({ ok: true, known: { kind, payload } });
  });

  test('leaves keys of a newer writer out of what is read', () => {
    expect(readPayload({ kind, v, payload: { ...payload, later: 'x' } })).toEqual({ ok: true, known: { kind, payload } });
  });

  test.each(Object.keys(payload))('needs %s, be it null', (key) => {
    const { [key]: _left, ...rest } = payload;
    expect(readPayload({ kind, v, payload: rest })).toEqual({ ok: false, why: 'unreadable' });
  });

  test('of a version to come is unknown', () => {
    expect(readPayload({ kind, v: kinds[kind].versions.length + 1, payload })).toEqual({ ok: false, why: 'unknown' });
  });

  test('either commutes or steers, and steers only dossiers', () => {
    const { commutes, changesStatus, of } = kinds[kind];
    expect(commutes && changesStatus).toBe(false);
    expect(of === 'office' && !commutes).toBe(false);
  });

  test('has an upcast from every version but the latest', () => {
    const { versions } = kinds[kind];
    expect(versions.map(({ upcast }) => upcast === null)).toEqual(versions.map((_version, index) => index === versions.length - 1));
  });
});

test('names are compared whole', () => {
  expect([isKind('dossier.accepted'), isKind('dossier.Accepted'), isKind('toString'), isKind('__proto__')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('an older version is read up to the latest, step by step', () => {
  const versions = [
    { schema: z.object({ text: z.string() }), upcast: (old: JsonObject) => ({ text: old['text'] ?? '', lang: null }) },
    {
      schema: z.object({ text: z.string(), lang: z.string().nullable() }),
      upcast: (old: JsonObject) => ({ ...old, urgent: old['lang'] === null }),
    },
    { schema: z.object({ text: z.string(), lang: z.string().nullable(), urgent: z.boolean() }), upcast: null },
  ];
  const read = (v: number, payload: JsonObject) => readAs('dossier.noted', versions, v, payload);
  const latest = { ok: true, known: { kind: 'dossier.noted', payload: { text: 'a', lang: null, urgent: true } } };
  expect(read(1, { text: 'a' })).toEqual(latest);
  expect(read(2, { text: 'a', lang: null })).toEqual(latest);
  expect(read(3, { text: 'a', lang: null, urgent: true })).toEqual(latest);
  expect(read(2, { text: 'a' })).toEqual({ ok: false, why: 'unreadable' });
  expect(read(4, {})).toEqual({ ok: false, why: 'unknown' });
});

test('a correction of the first version corrects nothing it could not name', () => {
  const { intake: _intake, limit: _limit, ...first } = samples['dossier.corrected'];
  expect(readPayload({ kind: 'dossier.corrected', v: 1, payload: first as unknown as JsonObject })).toEqual({
    ok: true,
    known: { kind: 'dossier.corrected', payload: { ...first, intake: null, limit: null } },
  });
});
