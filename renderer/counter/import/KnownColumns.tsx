/** Before a file is chosen: which columns a register needs and which are read besides. */
import { useTranslation } from 'react-i18next';
import headers from '#shared/domain/register/headers.json' with { type: 'json' };
import { RegisterField } from '#shared/domain/register/row.ts';

/** `procedureName` stands for name or code, as the reader of headers counts it. */
const needed: readonly RegisterField[] = ['dossierCode', 'applicantName', 'receivedAt', 'procedureName'];
/** Other headers of the same meaning that are named beside a column. */
const shownHeaders = 3;

export function KnownColumns() {
  const { t } = useTranslation();
  const more = RegisterField.options.filter((field) => !needed.includes(field));
  return (
    <div className="mc-known">
      {(
        [
          ['needed', needed],
          ['more', more],
        ] as const
      ).map(([name, fields]) => (
        <section key={name} className="mc-panel" aria-label={t(`importing.known.${name}`)}>
          <h2 className="mc-panel-title">{t(`importing.known.${name}`)}</h2>
          <dl>
            {fields.map((field) => (
              <div key={field}>
                <dt>{t(`importing.fields.${field}`)}</dt>
                <dd lang="vi">{headers[field].slice(0, shownHeaders).join(' · ')}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
