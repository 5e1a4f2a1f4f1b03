/** One line of the list. Finished dossiers go muted; a line whose page is not here yet is a quiet bar. */
import { useTranslation } from 'react-i18next';
import type { DossierRow } from '#shared/contract/dossier.ts';
import { officeTime, shortCode } from '../../../ui/format.ts';
import { StatusBadge } from '../../../ui/status/StatusBadge.tsx';
import { dayInYear } from '../dates.ts';
import { Found } from './Found.tsx';
import { SentMark } from './SentMark.tsx';
import { lineId } from './ids.ts';

export type DossierLineProps = {
  readonly index: number;
  readonly row: DossierRow | undefined;
  readonly query: string;
  readonly today: string;
  readonly selected: boolean;
  /** Place in the scrolled element, in px. */
  readonly top: number;
  readonly onSelect: (index: number) => void;
  readonly onOpen: (index: number) => void;
};

export function DossierLine({ index, row, query, today, selected, top, onSelect, onOpen }: DossierLineProps) {
  const { t } = useTranslation();
  const place = { transform: `translateY(${top}px)` };
  if (row === undefined)
    return (
      <div className="mc-list-line mc-list-blank" role="row" aria-rowindex={index + 2} style={place}>
        <div role="gridcell" aria-busy="true" />
      </div>
    );
  const due = row.paused ? t('dossiers.paused') : row.dueAt === null ? '–' : dayInYear(officeTime(row.dueAt), today);
  return (
    <div
      id={lineId(index)}
      className="mc-list-line mc-list-cols"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-finished={row.finished || undefined}
      style={place}
      onMouseDown={() => {
        onSelect(index);
      }}
      onDoubleClick={() => {
        onOpen(index);
      }}
    >
      <div role="gridcell" className="mc-list-status">
        <StatusBadge badge={row.badge} today={today} />
      </div>
      <div role="gridcell" className="mc-list-code" title={row.dossierCode ?? undefined}>
        {row.dossierCode === null ? '–' : <Found text={shortCode(row.dossierCode)} query={query} />}
      </div>
      <div role="gridcell" className="mc-list-applicant mc-cut" title={row.applicantName}>
        <Found text={row.applicantName} query={query} />
      </div>
      <div role="gridcell" className="mc-list-procedure mc-cut" title={row.procedureName}>
        <Found text={row.procedureName} query={query} />
      </div>
      <div role="gridcell" className="mc-list-received">
        {row.receivedAt === null ? '–' : dayInYear(officeTime(row.receivedAt), today)}
      </div>
      <div role="gridcell" className="mc-list-due">
        {due}
      </div>
      <div role="gridcell" className="mc-list-sent">
        <SentMark sent={row.sent} />
      </div>
    </div>
  );
}
