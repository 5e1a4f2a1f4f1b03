import type { DossierDetail, DossierRow } from '#shared/contract/dossier.ts';
import { dateOf, fromInstant, type LocalDateTime } from '#shared/domain/deadline/local-date-time.ts';
import { fail } from '#shared/errors.ts';
import type { DossierRow as StoredRow } from '../../store/queries/dossiers.ts';
import { authorOf } from '../author.ts';
import type { Desk } from '../desk.ts';
import { os } from '../os.ts';
import { makeAct, permissionOfKind } from '../service/act.ts';
import { badgeOf, isFinished, isPaused } from '../service/badge.ts';
import { bodyOf, momentOf } from '../service/body.ts';
import { detailOf, pausedSince } from '../service/detail.ts';
import { listMoment } from '../service/moment.ts';
import { admit, personOf } from '../session.ts';
import { isKind } from '#shared/journal/kinds.ts';
import { actIdOf } from '../command-id.ts';

const find = os.dossier.find.handler(({ context, input }) => {
  const { store, office } = context.desk.open();
  const { rows, loosely } = store.dossiers.list({ ...input, ...listMoment(office(), context.desk.ports.clock.now()) });
  return { rows: rows.map((row) => rowOf(context.desk, row)), loosely };
});

const count = os.dossier.count.handler(({ context, input }) => {
  const { store, office } = context.desk.open();
  const moment = listMoment(office(), context.desk.ports.clock.now());
  const tabs = store.dossiers.count({ ...moment, text: input.text });
  return { tabs, dossiers: input.text === '' ? tabs.all : store.dossiers.count({ ...moment, text: '' }).all };
});

const get = os.dossier.get.handler(({ context, input }): DossierDetail => detailOf(context.desk, context.session, input.dossierId));

const byCode = os.dossier.byCode.handler(({ context, input }) => {
  const [dossierId] = context.desk.open().store.dossiers.findByCode(input.dossierCode);
  return dossierId === undefined ? null : { dossierId };
});

const byPersonalId = os.dossier.byPersonalId.handler(({ context, input }) => {
  return context.desk
    .open()
    .store.dossiers.findByPersonalId(input.personalId)
    .map((row) => rowOf(context.desk, row));
});

/** Looking at a number in full is itself recorded: who, when, which dossier. */
const reveal = os.dossier.reveal.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const { store } = desk.open();
  const state = store.dossiers.findState(input.dossierId);
  if (state === undefined) throw fail('dossier-unknown', { dossierCode: '' });
  const author = authorOf(desk, session);
  const act = {
    id: actIdOf(input.commandId),
    kind: 'personalData.revealed',
    dossierId: input.dossierId,
    basedOn: state.lastActId,
    occurredAt: momentOf(author),
  } as const;
  store.commit([bodyOf(store.identity, author, { ...act, payload: { what: input.what } })]);
  status.changed();
  return { value: state.applicant?.[input.what] ?? '' };
});

const act = os.dossier.act.handler(({ context, input }) => {
  const { desk, session, status } = context;
  const needs = isKind(input.kind) ? permissionOfKind[input.kind] : undefined;
  if (needs === undefined) throw fail('act-not-lawful', { why: 'unknown-kind' });
  admit(session, needs);
  // Who voids as the unit head is told by the person's roles, never by the page.
  const payload =
    input.kind === 'dossier.voided' ? { ...input.payload, byUnitHead: personOf(session).roles.includes('unitHead') } : input.payload;
  const made = makeAct(desk.open().store, authorOf(desk, session), { ...input, payload, occurredAt: null });
  status.changed();
  return { actId: made.body.id };
});

function rowOf(desk: Desk, row: StoredRow): DossierRow {
  const { office, store } = desk.open();
  const now = fromInstant(desk.ports.clock.now());
  const state = isStateNeeded(row, now) ? store.dossiers.findState(row.dossierId) : undefined;
  const standing = { ...row, pausedSince: state === undefined ? null : pausedSince(state), limit: state?.limit ?? null };
  const badge = badgeOf(standing, office().calendar, now);
  return {
    dossierId: row.dossierId,
    dossierCode: row.dossierCode,
    applicantName: row.applicantName,
    procedureName: row.procedureName,
    badge,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    paused: isPaused(row.status),
    finished: isFinished(row.status),
    sent: row.needsDecision ? 'needsDecision' : row.unsent > 0 ? 'unsent' : 'sent',
  };
}

/** Two badges say more than a row holds: since when the clock stands, and whether today's due date has an hour. */
function isStateNeeded({ status, dueAt }: StoredRow, now: LocalDateTime): boolean {
  return isPaused(status) || (dueAt !== null && dateOf(fromInstant(dueAt)) === dateOf(now));
}

export const dossierHandlers = { find, count, get, byCode, byPersonalId, reveal, act };
