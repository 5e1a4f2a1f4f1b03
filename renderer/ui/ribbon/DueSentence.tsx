/** One sentence for the ribbon: what was counted, what was skipped and why. Each part is a whole sentence of its own. */
import { Fragment } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeadlineStep } from '#shared/domain/deadline/steps.ts';
import { spokenDateText } from '../format.ts';
import { ribbonFacts } from './ribbon-facts.ts';

type Part = { readonly text: string; readonly strong: boolean };

export function DueSentence({ steps }: { readonly steps: readonly DeadlineStep[] }) {
  const { t, i18n } = useTranslation();
  return (
    <p className="mc-due-sentence">
      {sentenceParts(steps, t, i18n.language).map(({ text, strong }) => (
        <Fragment key={text}>
          <span className={strong ? undefined : 'mc-muted'}>{text}</span>{' '}
        </Fragment>
      ))}
    </p>
  );
}

/** The sentences in reading order; the strong ones are what a person would not expect. */
export function sentenceParts(steps: readonly DeadlineStep[], t: TFunction, language: string): readonly Part[] {
  const facts = ribbonFacts(steps);
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  const days = (dates: readonly string[]) => list.format(dates.map(spokenDateText));
  const skipped = [
    ...(facts.skippedLegal.length > 0 ? [t('ribbon.sentence.legal', { days: days(facts.skippedLegal) })] : []),
    ...(facts.skippedCompensatory.length > 0 ? [t('ribbon.sentence.compensatory', { days: days(facts.skippedCompensatory) })] : []),
    ...(facts.skippedSwap.length > 0 ? [t('ribbon.sentence.swap', { days: days(facts.skippedSwap) })] : []),
    ...(facts.skippedWeekend ? [t('ribbon.sentence.weekend')] : []),
  ];
  const and = new Intl.ListFormat(language, { type: 'conjunction' });
  return [
    ...(facts.afterCutoff ? [{ text: t('ribbon.sentence.afterCutoff'), strong: true }] : []),
    ...(facts.dayZero ? [{ text: t('ribbon.sentence.dayZero'), strong: false }] : []),
    ...facts.worked.map(({ date, worksFor }) => ({
      text:
        worksFor === null
          ? t('ribbon.sentence.worked', { day: spokenDateText(date) })
          : t('ribbon.sentence.workedFor', { day: spokenDateText(date), off: spokenDateText(worksFor) }),
      strong: true,
    })),
    ...(skipped.length > 0 ? [{ text: t('ribbon.sentence.skipped', { what: and.format(skipped) }), strong: false }] : []),
    ...(facts.pausedDays > 0 ? [{ text: t('ribbon.sentence.paused', { count: facts.pausedDays }), strong: false }] : []),
  ];
}
