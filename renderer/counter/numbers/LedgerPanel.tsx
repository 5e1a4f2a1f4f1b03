/** Numbers that stand for no standing dossier, one run a row, what a person has to look for first. */
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Gap, GapLedger, GapReason } from '#shared/contract/numbers.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { dateText, instantText, numberText, shortCode } from '../../ui/format.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { useNavigation } from '../frame/navigation.ts';
import type { LedgerJob } from './use-ledger.ts';
import type { LedgerPaperJob } from './use-ledger-paper.ts';

/** To be looked for on paper before anything else. */
const wanted: readonly GapReason[] = ['onPaper', 'earlierLife', 'unknown'];

export type LedgerPanelProps = {
  readonly job: LedgerJob;
  readonly paper: LedgerPaperJob;
  /** Why it cannot be printed just now; undefined: it can. */
  readonly noPrint: string | undefined;
};

export function LedgerPanel({ job, paper, noPrint }: LedgerPanelProps) {
  const { t } = useTranslation();
  const { ledger, year, years, done } = job;
  return (
    <section className="mc-panel mc-ledger" aria-labelledby="numbers-ledger">
      <div className="mc-ledger-head">
        <h2 className="mc-panel-title" id="numbers-ledger">
          {t('numbers.ledger.title')}
        </h2>
        <NativeSelect
          aria-label={t('numbers.ledger.year')}
          value={String(year)}
          data={years.map((one) => ({ value: String(one), label: t('numbers.ledger.ofYear', { year: one }) }))}
          onChange={(event) => {
            paper.dismiss();
            job.choose(Number(event.currentTarget.value));
          }}
        />
        <HandOn ledger={ledger} paper={paper} noPrint={noPrint} />
      </div>
      <p className="mc-s mc-muted" role="status">
        {ledger === null
          ? t('numbers.ledger.reading', { count: numberText(done) })
          : t('numbers.ledger.read', { count: numberText(ledger.numbers), gaps: numberText(ledger.gaps.length) })}
      </p>
      {ledger === null ? null : ledger.gaps.length === 0 ? (
        <EmptyState title={t('numbers.ledger.none')} />
      ) : (
        <div className="mc-ledger-rows mc-quiet-focus" tabIndex={0} role="group" aria-labelledby="numbers-ledger">
          <table>
            <thead>
              <tr>
                {(['series', 'numbers', 'why', 'more'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`numbers.ledger.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {inOrder(ledger.gaps).map((gap) => (
                <Row key={`${gap.series} ${gap.date ?? ''} ${gap.from}`} gap={gap} volume={ledger.volume} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type HandOnProps = Pick<LedgerPanelProps, 'paper' | 'noPrint'> & { readonly ledger: GapLedger | null };

/** Not disabled: a disabled button loses the focus and says nothing. What it waits for is its description. */
function HandOn({ ledger, paper, noPrint }: HandOnProps) {
  const { t } = useTranslation();
  const noFile = paper.busy ? t('numbers.paper.busy') : ledger === null ? t('numbers.paper.notRead') : undefined;
  const button = (why: string | undefined, run: (read: GapLedger) => void) => ({
    variant: 'default',
    'aria-disabled': why !== undefined,
    title: why,
    onClick: () => {
      if (why === undefined && ledger !== null) run(ledger);
    },
  });
  return (
    <div className="mc-ledger-hand-on">
      <Button {...button(noPrint, paper.print)} leftSection={<KeyCap combo="Ctrl+P" />}>
        {t('numbers.paper.print')}
      </Button>
      <Button
        {...button(noFile, (read) => {
          paper.save('xlsx', read);
        })}
        leftSection={<KeyCap combo="Ctrl+E" />}
      >
        {t('numbers.file.xlsx')}
      </Button>
      <Button
        {...button(noFile, (read) => {
          paper.save('csv', read);
        })}
      >
        {t('numbers.file.csv')}
      </Button>
    </div>
  );
}

function Row({ gap, volume }: { readonly gap: Gap; readonly volume: string }) {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  const { series, date, from, to, reason, voided } = gap;
  const number = (n: number): string => (series === 'code' ? String(n).padStart(4, '0') : numberText(n));
  return (
    <tr>
      <td>{t(`numbers.ledger.series.${series}`, { date: date === null ? '' : dateText(date), volume })}</td>
      <td>
        {from === to ? number(from) : t('numbers.ledger.range', { from: number(from), to: number(to), count: numberText(to - from + 1) })}
      </td>
      <td className={wanted.includes(reason) ? 'mc-ledger-wanted' : undefined}>{t(`numbers.ledger.reason.${reason}`)}</td>
      <td>
        {voided === null ? (
          t(`numbers.ledger.todo.${reason}`)
        ) : (
          <>
            <button
              type="button"
              className="mc-link"
              onClick={() => {
                go({ screen: 'dossier', dossierId: voided.dossierId });
              }}
            >
              {voided.dossierCode === null ? t('numbers.ledger.open') : shortCode(voided.dossierCode)}
            </button>{' '}
            {t('explained.voidedBy', { who: voided.by ?? '–', at: voided.at === null ? '–' : instantText(voided.at) })}: {voided.reason}
          </>
        )}
      </td>
    </tr>
  );
}

/** The voided ones are explained already and come last. */
function inOrder(gaps: readonly Gap[]): readonly Gap[] {
  const rank = ({ reason }: Gap): number => (wanted.includes(reason) ? 0 : reason === 'voided' ? 2 : 1);
  return gaps.toSorted((a, b) => rank(a) - rank(b));
}
