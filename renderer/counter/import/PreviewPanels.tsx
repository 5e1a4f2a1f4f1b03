/** What F9 would do: counts, how the columns are read, the first rows as they stand, and the rows that cannot be read. */
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '#shared/contract/register.ts';
import { Counts } from './Counts.tsx';
import { RejectedRows } from './RejectedRows.tsx';

export function PreviewPanels({ preview }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  const { importable, already, read, rejected } = preview;
  const said = importable > 0 ? null : t(already > 0 ? 'importing.allAlready' : 'importing.noneImportable');
  return (
    <>
      <Counts
        counts={[
          ['importable', importable],
          ['already', already],
          ['rejected', rejected.length],
          ['read', read],
        ]}
      />
      {said === null ? null : <p className="mc-panel mc-import-said">{said}</p>}
      <div className="mc-import-cols" data-rejected={rejected.length > 0 || undefined}>
        <Sample preview={preview} />
        {rejected.length === 0 ? null : <RejectedRows rows={rejected} />}
      </div>
    </>
  );
}

function Sample({ preview: { headers, sample } }: { readonly preview: ImportPreview }) {
  const { t } = useTranslation();
  return (
    <section className="mc-panel mc-sample" aria-label={t('importing.sample')}>
      <h2 className="mc-panel-title">{t('importing.sample')}</h2>
      <div className="mc-sample-scroll mc-quiet-focus" tabIndex={0} role="group" aria-label={t('importing.sampleRows')}>
        <table>
          <thead>
            <tr>
              {headers.map(({ header, field }, column) => (
                // Columns have no other identity: two may bear the same header.
                // oxlint-disable-next-line react/no-array-index-key
                <th key={column} scope="col" data-unread={field === null || undefined}>
                  {header === '' ? '–' : header}
                  <small>{field === null ? t('importing.notRead') : `→ ${t(`importing.fields.${field}`)}`}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sample.map((cells, row) => (
              // oxlint-disable-next-line react/no-array-index-key -- rows as they stand in the file
              <tr key={row}>
                {headers.map(({ field }, column) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={column} className="mc-cut" data-unread={field === null || undefined} title={cells[column]}>
                    {cells[column] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
