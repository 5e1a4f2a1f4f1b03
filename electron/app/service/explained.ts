/** What a counter still has to explain: receipts nobody has in hand, and codes that are used and count nowhere. */
import { setImmediate as breathe } from 'node:timers/promises';
import type { PaperOwed, VoidedCode } from '#shared/contract/correction.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { StoreReader } from '../../store/store.ts';
import { isFinished } from './badge.ts';
import { actorNames } from './people.ts';

const lastDays = 7;
const dayMs = 86_400_000;
/** What a counter takes in within the days, with room; each is folded. */
const mostLooked = 2_000;
/** Dossiers folded before the worker turns to whoever is waiting. */
const dossiersAtOnce = 20;

/** Of the dossiers received in the last seven days, the newest first. */
export async function explained(
  reader: StoreReader,
  now: string,
): Promise<{ readonly papers: PaperOwed[]; readonly voided: VoidedCode[] }> {
  const since = Date.parse(now) - lastDays * dayMs;
  const rows = reader.dossiers.newest(mostLooked).filter(({ receivedAt }) => receivedAt !== null && Date.parse(receivedAt) >= since);
  const ids = rows.filter(({ status }) => status === 'voided' || !isFinished(status)).map(({ dossierId }) => dossierId);
  const states: DossierState[] = [];
  for (let at = 0; at < ids.length; at += dossiersAtOnce) {
    states.push(...ids.slice(at, at + dossiersAtOnce).flatMap((id) => reader.dossiers.findState(id) ?? []));
    await breathe();
  }
  return { papers: states.flatMap(owedBy), voided: voidedAmong(reader, states) };
}

/** A slip number says that Mẫu 01 is due: same-day cases and the police's procedures take none. */
function owedBy(state: DossierState): PaperOwed[] {
  const { dossierId, dossierCode, applicant, receivedAt, slipNo, status } = state;
  if (dossierCode === null || receivedAt === null || slipNo === null || status === 'voided' || isFinished(status)) return [];
  const why = whyOwed(state);
  return why === null ? [] : [{ dossierId, dossierCode, applicantName: applicant?.fullName ?? '', receivedAt, why }];
}

function whyOwed({ slips }: DossierState): PaperOwed['why'] | null {
  const receipts = slips.filter(({ form }) => form === 'receiptSlip');
  const standing = receipts.filter((slip) => !slip.void);
  if (standing.some(({ cameOut }) => cameOut === true)) return null;
  const last = standing.at(-1);
  if (last === undefined) return receipts.length === 0 ? 'neverPrinted' : 'corrected';
  return last.cameOut === false ? 'notOut' : 'unanswered';
}

function voidedAmong(reader: StoreReader, states: readonly DossierState[]): VoidedCode[] {
  const ended = states.flatMap((state) => {
    const act =
      state.status === 'voided'
        ? state.timeline.findLast(({ kind, effect }) => kind === 'dossier.voided' && effect === 'applied')
        : undefined;
    return act === undefined ? [] : [{ state, act }];
  });
  const names = actorNames(
    reader,
    ended.map(({ act }) => act.actorId),
  );
  return ended.flatMap(({ state: { dossierId, dossierCode, applicant, receivedAt, closing }, act }) =>
    dossierCode === null || receivedAt === null
      ? []
      : [
          {
            dossierId,
            dossierCode,
            applicantName: applicant?.fullName ?? '',
            receivedAt,
            voidedAt: act.occurredAt,
            voidedBy: names[act.actorId] ?? act.actorId,
            reason: closing?.reason ?? '',
          },
        ],
  );
}
