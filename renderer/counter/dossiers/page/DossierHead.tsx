/** Whose dossier, for what, and when it is due: the first thing the eye meets. */
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { DossierDetail } from '#shared/contract/dossier.ts';
import { officeTime, timeText } from '../../../ui/format.ts';
import { DayRibbon } from '../../../ui/ribbon/DayRibbon.tsx';
import { StatusBadge } from '../../../ui/status/StatusBadge.tsx';
import { currentSteps, dueOnSwap, stoppedCount } from '../due.ts';
import { dueDayText } from '../due-text.ts';
import { warningOf } from '../warning.ts';
import { WarningBand } from '../WarningBand.tsx';

/** Badges that tell the date and leave the status unsaid. */
const showsStatus: ReadonlySet<string> = new Set(['inTerm', 'dueToday', 'dueTomorrow', 'overdue', 'needsDecision']);

export function DossierHead({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { state, badge, today } = detail;
  const narrow = useMediaQuery('(width < 1200px)', window.innerWidth < 1200, { getInitialValueInEffect: false });
  const warning = warningOf(detail, t);
  const stopped = stoppedCount(state);
  return (
    <section className="mc-panel mc-dossier-head" aria-label={t('dossier.head')}>
      <div className="mc-dossier-who">
        <div className="mc-dossier-id">
          <StatusBadge badge={badge} today={today} />
          <span>
            {state.status === null || !showsStatus.has(badge.kind) ? null : `${t(`dossier.status.${state.status}`)} · `}
            <span className="mc-nowrap">{t('dossier.code', { code: state.dossierCode ?? '–' })}</span>
          </span>
          {state.codeConflict === null ? null : <span className="mc-dossier-conflict">{t('dossier.codeConflict')}</span>}
        </div>
        <h1 className="mc-cut" title={state.applicant?.fullName}>
          {state.applicant?.fullName ?? '–'}
        </h1>
        <p className="mc-cut" title={state.procedureName ?? undefined}>
          {state.procedureName ?? '–'}
        </p>
      </div>
      {state.dueAt === null ? (
        <div className="mc-dossier-due" />
      ) : stopped === undefined ? (
        <DueBlock detail={detail} dueAt={state.dueAt} />
      ) : (
        <StoppedBlock detail={detail} dueAt={state.dueAt} used={stopped.used} of={stopped.of} />
      )}
      {state.dueAt === null || warning?.kind === 'decide' ? (
        warning === undefined ? null : (
          <WarningBand warning={warning} />
        )
      ) : (
        <DayRibbon steps={stopped?.steps ?? currentSteps(state)} today={today} maxCells={narrow ? 6 : 10} />
      )}
    </section>
  );
}

function DueBlock({ detail: { state, today }, dueAt }: { readonly detail: DossierDetail; readonly dueAt: string }) {
  const { t } = useTranslation();
  const local = officeTime(dueAt);
  const promised = state.promisedAt === null ? null : officeTime(state.promisedAt);
  const shown = promised ?? local;
  return (
    <div className="mc-dossier-due">
      <span className="mc-s mc-muted">
        {state.clockCycle > 1 ? t('dossier.due.labelCycle', { cycle: state.clockCycle }) : t('dossier.due.label')}
      </span>
      <b>{dueDayText(shown, today, t)}</b>
      <span>
        {timeText(shown)}
        {promised === null ? null : (
          <span className="mc-s mc-muted">
            {' '}
            · <s>{dueDayText(local, today, t)}</s>
          </span>
        )}
        {promised === null && dueOnSwap(currentSteps(state)) ? <span className="mc-s mc-muted"> · {t('dossier.due.onSwap')}</span> : null}
        {(state.due?.ownReason ?? null) === null ? null : <span className="mc-s mc-muted"> · {t('dossier.due.own')}</span>}
      </span>
    </div>
  );
}

/** The clock stands: what was used of it, and the date that no longer runs. */
function StoppedBlock({
  detail: { today },
  dueAt,
  used,
  of,
}: {
  readonly detail: DossierDetail;
  readonly dueAt: string;
  readonly used: number;
  readonly of: number;
}) {
  const { t } = useTranslation();
  return (
    <div className="mc-dossier-due">
      <span className="mc-s mc-muted">{t('dossier.due.stopped')}</span>
      <b>{t('dossier.due.used', { used, of })}</b>
      <span className="mc-s mc-muted">
        {t('dossier.due.label')} <s>{dueDayText(officeTime(dueAt), today, t)}</s>
      </span>
    </div>
  );
}
