/** An act as a sentence and its notes, from the values the app sends with it. Ids of people are shown by their names. */
import type { TFunction } from 'i18next';
import type { DossierDetail, TimelineEntry } from '#shared/contract/dossier.ts';
import type { DossierState } from '#shared/domain/dossier/state.ts';
import { formatVnd } from '#shared/domain/fee/vnd.ts';
import { officeTime } from '../../ui/format.ts';
import { dayInYear } from './dates.ts';

export type ActWords = { readonly title: string; readonly notes: readonly string[] };
type Details = TimelineEntry['details'];
type Told = Pick<TimelineEntry, 'kind' | 'effect' | 'details'>;

/** Details that are a line of their own under the sentence, in reading order: `timeline.notes.<name>`. */
const notable = [
  'reason',
  'secondTimeReason',
  'note',
  'text',
  'content',
  'resultNo',
  'documentNo',
  'authorisation',
  'trackingNo',
  'lostReceiptReason',
  'legalGround',
  'paperPage',
] as const;
/** Flags that are told only when set. */
const flags = ['papersReturned', 'late'] as const;

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;

/** `today` decides whether a date shows its year. */
export function actWords(
  { kind, effect, details }: Told,
  { names, today }: Pick<DossierDetail, 'names' | 'today'>,
  t: TFunction,
): ActWords {
  const values = shownValues(details, names, today);
  const context = contextOf(kind, details);
  const title = t([`timeline.${kind}`, 'timeline.unknown'], context === undefined ? values : { ...values, context });
  const notes = notable.filter((name) => isText(details[name])).map((name) => t(`timeline.notes.${name}`, values));
  const told = flags.filter((name) => details[name] === true).map((name) => t(`timeline.notes.${name}`));
  return { title, notes: [...notes, ...told, ...(effect === 'applied' ? [] : [t(`timeline.effect.${effect}`)])] };
}

/** Who did it. What no person did bears its actor's id: the set-up, or the command line with the user of the machine. */
export function actorWords(actorName: string, t: TFunction): string {
  if (actorName === 'setup') return t('timeline.byMachine');
  const user = /^cli:(.+)$/u.exec(actorName)?.[1];
  return user === undefined ? actorName : t('timeline.byCommandLine', { user });
}

/** The line "In Mẫu 01, 2 liên" under the act that a paper was printed for. */
export function printedWords(
  { actId, details }: Pick<TimelineEntry, 'actId' | 'details'>,
  slips: DossierState['slips'],
  t: TFunction,
): string {
  const slip = slips.find((one) => one.actId === actId);
  const form = formWords(slip ?? { form: String(details['form'] ?? ''), formSet: null }, t);
  return slip === undefined ? t('timeline.printed', { form }) : t('timeline.printedCopies', { form, count: slip.copies.length });
}

/** "Mẫu 01"; forms renumbered by TT 03/2025 are told by their set. */
export function formWords({ form, formSet }: { readonly form: string; readonly formSet: string | null }, t: TFunction): string {
  return t([`dossier.forms.${form}_${formSet ?? ''}`, `dossier.forms.${form}`, 'dossier.forms.other']);
}

/** Which of a kind's sentences fits: i18next's `context`. */
function contextOf(kind: string, details: Details): string | undefined {
  switch (kind) {
    case 'dossier.accepted':
      return isText(details['dueAt']) ? 'due' : undefined;
    case 'dossier.resolved':
      return details['result'] === 'refused' ? 'refused' : undefined;
    case 'dossier.returned':
      return typeof details['collector'] === 'string' ? details['collector'] : undefined;
    case 'dossier.handedOver':
      return isText(details['toUnit']) || isText(details['toPersonId']) ? 'to' : undefined;
    case 'dossier.supplementCompleted':
      return isText(details['dueAt']) ? 'due' : undefined;
    case 'paper.printed':
      return details['reprintNo'] === 0 ? undefined : 'reprint';
    case 'personalData.revealed':
      return details['what'] === 'phone' ? 'phone' : undefined;
    default:
      return undefined;
  }
}

function shownValues(details: Details, names: DossierDetail['names'], today: string): Record<string, string> {
  const shown = Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) => (value === null ? [] : [[name, shownValue(name, value, names, today)]])),
  );
  return { ...shown, to: shown['toUnit'] ?? shown['toPersonId'] ?? '' };
}

function shownValue(name: string, value: string | number | boolean, names: DossierDetail['names'], today: string): string {
  if (typeof value === 'number') return name.endsWith('Vnd') ? formatVnd(value) : String(value);
  if (typeof value === 'boolean') return '';
  if (instant.test(value)) return dayInYear(value.length === 16 ? value : officeTime(value), today);
  return names[value] ?? value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
