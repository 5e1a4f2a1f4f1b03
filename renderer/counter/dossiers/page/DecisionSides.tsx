/** Two true stories side by side, as they were recorded; who may choose between them does so on a screen of its own. */
import { useTranslation } from 'react-i18next';
import type { DossierDetail, TimelineEntry } from '#shared/contract/dossier.ts';
import type { Dispute } from '#shared/domain/dossier/state-marks.ts';
import { instantText } from '../../../ui/format.ts';
import { actorWords, actWords } from '../act-words.ts';

export function DecisionSides({ detail }: { readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-decision" data-region="work" tabIndex={-1} aria-label={t('dossier.decision.title')}>
      <h2 className="mc-panel-title">{t('dossier.decision.title')}</h2>
      {detail.state.needsDecision.map((dispute) => (
        <Sides key={dispute.actId} dispute={dispute} detail={detail} />
      ))}
    </section>
  );
}

function Sides({ dispute, detail }: { readonly dispute: Dispute; readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const byId = (actId: string | null) => detail.timeline.find((entry) => entry.actId === actId);
  const sides = [byId(dispute.against), byId(dispute.actId)].filter((entry) => entry !== undefined);
  return (
    <div>
      <p className="mc-s mc-muted">{t(`why.${dispute.why}`)}</p>
      <div className="mc-sides">
        {sides.map((entry) => (
          <Side key={entry.actId} entry={entry} detail={detail} />
        ))}
      </div>
    </div>
  );
}

function Side({ entry, detail }: { readonly entry: TimelineEntry; readonly detail: DossierDetail }) {
  const { t } = useTranslation();
  const { title, notes } = actWords({ ...entry, effect: 'applied' }, detail, t);
  return (
    <article className="mc-side-story">
      <b>{title}</b>
      <div className="mc-s mc-muted">
        {t('dossier.decision.by', { who: actorWords(entry.actorName, t), at: instantText(entry.occurredAt) })}
      </div>
      {notes.map((note) => (
        <div key={note} className="mc-act-note">
          {note}
        </div>
      ))}
      <div className="mc-s">{t(entry.effect === 'applied' ? 'dossier.decision.holds' : 'dossier.decision.waits')}</div>
    </article>
  );
}
