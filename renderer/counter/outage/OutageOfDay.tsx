/** One day: its intervals with their cause, and the dossiers received, due or promised inside them. */
import { useTranslation } from 'react-i18next';
import type { OutageDay, OutageInterval, TouchedDossier } from '#shared/contract/outage.ts';
import { dateText, instantText, shortCode } from '../../ui/format.ts';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';
import type { StatusLook } from '../../ui/status/StatusShape.tsx';
import { useDesk } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { lengthText, timeOnDay } from './outage-words.ts';

const lookOf: Readonly<Record<OutageInterval['cause'], StatusLook>> = { software: 'soon', server: 'unsent', machine: 'paused' };

export function OutageOfDay({ day }: { readonly day: OutageDay }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const ours = day.outages.some(({ cause }) => cause === 'software');
  return (
    <div className="mc-outage-day">
      <section className="mc-panel" aria-label={t('outage.intervals')}>
        <h2 className="mc-panel-title">
          {day.outages.length === 0
            ? t('outage.quiet', { date: dateText(day.date) })
            : t('outage.total', {
                date: dateText(day.date),
                total: lengthText(day.seconds, t),
                office: lengthText(day.officeSeconds, t),
              })}
        </h2>
        <ol className="mc-outage-list">
          {day.outages.map((outage, index) => (
            <li key={`${outage.from} ${outage.cause}`}>
              <span className="mc-muted">{index + 1}</span>
              <b>
                {timeOnDay(outage.from, day.date)} – {outage.to === null ? t('outage.lasts') : timeOnDay(outage.to, day.date)}
              </b>
              <span>
                {lengthText(outage.seconds, t)}
                <small className="mc-muted">{t('outage.office', { length: lengthText(outage.officeSeconds, t) })}</small>
              </span>
              <span>
                <StatusMark look={lookOf[outage.cause]}>{t(`outage.cause.${outage.cause}`, { upstream: unit.upstreamName })}</StatusMark>
                {outage.clockMoved ? <small className="mc-muted">{t('outage.clockMoved')}</small> : null}
              </span>
            </li>
          ))}
        </ol>
        {ours ? <p className="mc-outage-said">{t('outage.admit')}</p> : null}
        {day.printed.map(({ copyNo, printedAt, fullName, reason }) => (
          <p key={copyNo} className="mc-outage-said mc-muted">
            {t(reason === null ? 'outage.printedBy' : 'outage.printedWhy', {
              n: copyNo,
              at: instantText(printedAt),
              who: fullName,
              reason,
            })}
          </p>
        ))}
      </section>
      <section className="mc-panel mc-outage-dossiers" aria-label={t('outage.touched')}>
        <h2 className="mc-panel-title">
          {day.dossiers.length === 0 ? t('outage.noneTouched') : t('outage.touchedCount', { count: day.dossiers.length })}
        </h2>
        {day.dossiers.length === 0 ? null : (
          <ul className="mc-quiet-focus" tabIndex={0} aria-label={t('outage.touched')}>
            {day.dossiers.map((dossier) => (
              <Touched key={dossier.dossierId} dossier={dossier} />
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function Touched({ dossier }: { readonly dossier: TouchedDossier }) {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const { dossierId, dossierCode, procedureName, receivedAt, dueAt, promisedAt, by, outages } = dossier;
  const times = { received: receivedAt, due: dueAt, promised: promisedAt };
  return (
    <li>
      <button
        type="button"
        className="mc-link"
        onClick={() => {
          go({ screen: 'dossier', dossierId });
        }}
      >
        {shortCode(dossierCode ?? '')}
      </button>
      <span className="mc-outage-words">
        <span className="mc-cut" title={procedureName}>
          {procedureName}
        </span>
        <small className="mc-muted">{by.map((one) => t(`outage.by.${one}`, { at: instantText(times[one] ?? '') })).join(' · ')}</small>
      </span>
      <span className="mc-muted">{t('outage.inInterval', { numbers: outages.map((index) => index + 1).join(', ') })}</span>
    </li>
  );
}
