/** Whether everything made here is with the server: asked of the store each time, never remembered. */
import type { SyncStatus } from '#shared/contract/sync.ts';
import type { StoreReader } from '../store/store.ts';
import type { KeptManifest } from '../store/sync/sync-queries.ts';

export function syncStatus({ sync }: StoreReader): SyncStatus {
  const enrolment = sync.enrolment();
  const unsent = sync.unsent();
  const last = sync.last();
  const [closed] = sync.countersigned(1);
  const [outage] = sync.outages(1);
  return {
    enrolled:
      enrolment === undefined ? null : { server: enrolment.server, upstreamName: enrolment.upstreamName, enrolledAt: enrolment.enrolledAt },
    unsent,
    allSent: enrolment !== undefined && unsent.acts === 0 && unsent.blobs === 0 && unsent.uncountersigned === 0,
    needsDecision: sync.needsDecision(),
    lastCountersigned: closed === undefined ? null : closedOf(closed),
    last:
      last === undefined
        ? null
        : {
            at: last.at,
            error: last.error,
            details: last.details,
            reachedAt: last.reachedAt,
            clockOffSeconds: last.clockOffSeconds,
            waitingFor: last.waitingFor,
          },
    outageSince: outage?.endedAt === null ? outage.beganAt : null,
    held: sync.isHeld(),
  };
}

function closedOf({ manifest, countersigned }: KeptManifest): SyncStatus['lastCountersigned'] {
  const { journalId, fromSeq, toSeq, acts, closedAt } = manifest;
  return countersigned === null ? null : { journalId, fromSeq, toSeq, acts, closedAt, serverTime: countersigned.statement.serverTime };
}
