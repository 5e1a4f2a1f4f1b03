/** What happened, newest on top; limits ahead dashed above it, one dashed rule for each count of the date. */
import { IconClock, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Coincidence, DossierDetail } from '#shared/contract/dossier.ts';
import { officeTime } from '../../../ui/format.ts';
import { ChangeList } from '../correct/Differences.tsx';
import { actorWords, actWords, printedWords } from '../act-words.ts';
import { momentInYear } from '../dates.ts';
import { ActIcon } from './ActIcon.tsx';
import { ahead, cyclesOf, linesOf, type TimelineItem } from './timeline.ts';
import { CycleRule } from './CycleRule.tsx';

export function Timeline({ detail, now }: { readonly detail: DossierDetail; readonly now: string }) {
  const { t } = useTranslation();
  const { state, apologyDueAt, timeline, outages, today } = detail;
  const running = state.dueAt !== null && state.resolvedAt === null && !state.paused && state.closing === null;
  const limits = running
    ? ahead({
        apologyDueAt: apologyDueAt === null ? null : local(apologyDueAt),
        dueAt: state.dueAt === null ? null : local(state.dueAt),
        now,
      })
    : [];
  const cycles = cyclesOf(timeline);
  const lines = linesOf(cycles, outages);
  return (
    <section className="mc-panel mc-course" aria-label={t('timeline.title')}>
      <h2 className="mc-panel-title">{t('timeline.title')}</h2>
      <div className="mc-course-scroll mc-quiet-focus" tabIndex={0} role="group" aria-label={t('timeline.acts')}>
        {limits.length === 0 ? null : (
          <ol className="mc-acts">
            {limits.map(({ kind, at }) => (
              <li key={kind} className="mc-act" data-look="ahead">
                <span className="mc-act-dot">
                  <IconClock size="0.9375rem" stroke={1.9} aria-hidden />
                </span>
                <time dateTime={at}>{momentInYear(at, today)}</time>
                <div>
                  <b>{t(`timeline.ahead.${kind}`)}</b>
                </div>
              </li>
            ))}
          </ol>
        )}
        {cycles.map(({ cycle }, index) => (
          <div key={cycle}>
            <CycleRule detail={detail} cycle={cycle} current={index === 0} />
            <ol className="mc-acts">
              {lines[index]?.map((line) =>
                line.kind === 'act' ? (
                  <Act key={line.item.entry.actId} item={line.item} detail={detail} />
                ) : (
                  <OutageLine key={`${line.outage.from} ${line.outage.cause}`} outage={line.outage} today={detail.today} />
                ),
              )}
            </ol>
          </div>
        ))}
      </div>
    </section>
  );
}

function Act({ item: { entry, papers }, detail }: { readonly item: TimelineItem; readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { title, notes } = actWords(entry, detail, t);
  const told = [...notes, ...papers.map((paper) => printedWords(paper, detail.state.slips, t))];
  return (
    <li className="mc-act" data-look={lookOf(entry.kind, entry.effect)}>
      <span className="mc-act-dot">
        <ActIcon kind={entry.kind} />
      </span>
      <time dateTime={entry.occurredAt}>{momentInYear(officeTime(entry.occurredAt), detail.today)}</time>
      <div>
        <b>{title}</b>
        {entry.changes === undefined || entry.changes.length === 0 ? null : <ChangeList changes={entry.changes} />}
        {told.map((note) => (
          <div key={note} className="mc-act-note">
            {note}
          </div>
        ))}
      </div>
      <span className="mc-act-who">{actorWords(entry.actorName, t)}</span>
    </li>
  );
}

/** A time of the dossier lies in it: nobody's lateness by itself, but to be told. */
function OutageLine({ outage: { from, to, cause, by }, today }: { readonly outage: Coincidence; readonly today: string }) {
  const { t } = useTranslation();
  const until = to === null ? t('timeline.outage.lasts') : t('timeline.outage.until', { at: momentInYear(officeTime(to), today) });
  return (
    <li className="mc-act" data-look="outage">
      <span className="mc-act-dot">
        <IconPlugConnectedX size="0.9375rem" stroke={1.9} aria-hidden />
      </span>
      <time dateTime={from}>{momentInYear(officeTime(from), today)}</time>
      <div>
        <b>{t(`timeline.outage.${cause}`)}</b>
        <div className="mc-act-note">{[until, ...by.map((one) => t(`timeline.outage.by.${one}`))].join(' · ')}</div>
      </div>
    </li>
  );
}

/** Acts without effect and acts of the machine are quieter than what moved the dossier. */
function lookOf(kind: string, effect: string): string {
  if (effect !== 'applied') return 'void';
  if (kind === 'dossier.supplementRequested' || kind === 'dossier.stopped' || kind === 'dossier.paymentRequested') return 'pause';
  return kind === 'personalData.revealed' || kind === 'paper.printed' ? 'quiet' : 'plain';
}

function local(at: string): string {
  return at.length === 16 ? at : officeTime(at);
}
