/** F9 of the day's end: closes and sends, goes on with it, or prints the slip; money that is not counted comes first. */
import { useTranslation } from 'react-i18next';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useDesk } from '../frame/desk.ts';
import { focusCash } from './CashPanel.tsx';
import { verbOf } from './day-verb.ts';
import type { DayEnd, DayEndJob } from './use-day-end.ts';
import type { SlipJob } from './use-slip.ts';

export type DayVerbProps = { readonly job: DayEndJob; readonly day: DayEnd; readonly slip: SlipJob };

export function DayVerb({ job, day, slip }: DayVerbProps) {
  const { t } = useTranslation();
  const { personId } = useDesk().person;
  const verb = verbOf(day, personId, job.busy);
  if (verb.does === 'print') return <PrintVerb slip={slip} />;
  const { label, countsFirst, hint, waitingFor } = verb;
  return (
    <F9Button
      label={t(`dayEnd.verb.${label}`)}
      hint={hint === null ? undefined : t(`dayEnd.verb.${hint}`)}
      waitingFor={waitingFor === null ? undefined : t(`dayEnd.verb.${waitingFor}`)}
      onPress={() => {
        if (!countsFirst || !focusCash(personId)) job.close();
      }}
    />
  );
}

function PrintVerb({ slip }: { readonly slip: SlipJob }) {
  const { t } = useTranslation();
  return (
    <F9Button
      label={t(slip.copyNo === 1 ? 'dayEnd.verb.print' : 'dayEnd.verb.reprint')}
      onPress={slip.print}
      waitingFor={slip.busy ? t('printing.sending') : undefined}
    />
  );
}
