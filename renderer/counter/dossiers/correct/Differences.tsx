/** What the correction changes, before it is made: each field, both dates, and the paper that stops being valid. */
import { useTranslation } from 'react-i18next';
import type { CorrectionPreview } from '#shared/contract/correction.ts';
import type { ShownChange } from '#shared/contract/shown-change.ts';
import { DueSentence } from '../../../ui/ribbon/DueSentence.tsx';
import { dueText } from '../due-text.ts';
import { changeWords } from './change-words.ts';

export function Differences({ preview }: { readonly preview: CorrectionPreview | undefined }) {
  const { t } = useTranslation();
  const changes = preview?.changes ?? [];
  return (
    <section className="mc-panel" aria-label={t('correction.differences')} aria-live="polite">
      <h2 className="mc-panel-title">{t('correction.differences')}</h2>
      {changes.length === 0 ? <p className="mc-s mc-muted">{t('correction.none')}</p> : <ChangeList changes={changes} />}
      {preview === undefined || preview.due === null ? null : (
        <div className="mc-correct-due">
          <span className="mc-s mc-muted">{t('correction.newDue')}</span>
          {preview.due.before === null ? null : <s>{dueText(preview.due.before, t)}</s>}
          <b>{dueText(preview.due.after.dueAt, t)}</b>
          <DueSentence steps={preview.due.after.steps} />
        </div>
      )}
      {preview === undefined || changes.length === 0 ? null : (
        <p className="mc-correct-voids">
          {preview.voids === 0 ? t('correction.voidsNone') : t('correction.voids', { count: preview.voids })}
        </p>
      )}
    </section>
  );
}

/** Also under the act in the timeline. */
export function ChangeList({ changes }: { readonly changes: readonly ShownChange[] }) {
  const { t } = useTranslation();
  return (
    <dl className="mc-changes">
      {changeWords(changes, t).map(({ what, from, to }) => (
        <div key={`${what} ${from} ${to}`}>
          <dt>{what}</dt>
          <dd>
            <s>{from}</s> → <b>{to}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
