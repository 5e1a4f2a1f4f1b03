/** What each later step asks before it is recorded: exactly what its act needs, and nothing else. */
import type { DossierState } from '#shared/domain/dossier/state.ts';
import type { PayloadOf } from '#shared/journal/kinds.ts';

export type StepKind =
  | 'dossier.takenOver'
  | 'dossier.handedOver'
  | 'dossier.resolved'
  | 'dossier.returned'
  | 'dossier.voided'
  | 'dossier.noted'
  | 'dossier.notified';
export type StepValues = Readonly<Record<string, string>>;

export type StepField = {
  /** Also the i18n key: `dossier.steps.fields.<name>`. */
  readonly name: string;
  readonly input: { readonly kind: 'line' } | { readonly kind: 'lines' } | { readonly kind: 'choice'; readonly options: readonly string[] };
  readonly required: boolean;
  readonly maxLength: number;
};

type StepForm<K extends StepKind> = {
  /** Fields in view for what has been entered so far. */
  readonly fields: (values: StepValues) => readonly StepField[];
  readonly payload: (values: StepValues, state: DossierState, reader: { readonly isUnitHead: boolean }) => PayloadOf<K>;
};

const line = (name: string, required: boolean, maxLength = 200): StepField => ({ name, input: { kind: 'line' }, required, maxLength });
const lines = (name: string, required: boolean): StepField => ({ name, input: { kind: 'lines' }, required, maxLength: 1000 });
const choice = (name: string, options: readonly string[]): StepField => ({
  name,
  input: { kind: 'choice', options },
  required: true,
  maxLength: 50,
});
const given = (values: StepValues, name: string): string | null => {
  const text = (values[name] ?? '').normalize('NFC').trim();
  return text === '' ? null : text;
};
/** The chosen option, or the first while none was. */
const chosen = <T extends string>(values: StepValues, name: string, options: readonly [T, ...T[]]): T =>
  options.find((option) => option === values[name]) ?? options[0];

const results = ['granted', 'refused'] as const;
const collectors = ['applicant', 'authorised', 'post'] as const;
const channels = ['phone', 'sms', 'email', 'inPerson'] as const;

export const stepForms: { readonly [K in StepKind]: StepForm<K> } = {
  'dossier.takenOver': {
    fields: () => [],
    payload: (_, { handovers }) => ({ fromPersonId: handovers.at(-1)?.handedOverBy ?? null, note: null }),
  },
  'dossier.handedOver': {
    fields: () => [line('toUnit', true), line('note', false)],
    payload: (values) => ({ toPersonId: null, toUnit: given(values, 'toUnit'), note: given(values, 'note') }),
  },
  'dossier.resolved': {
    fields: (values) =>
      chosen(values, 'result', results) === 'granted'
        ? [choice('result', results), line('resultNo', false, 100)]
        : [choice('result', results), line('resultNo', false, 100), lines('reason', true)],
    payload: (values) => {
      const result = chosen(values, 'result', results);
      return { result, resultNo: given(values, 'resultNo'), reason: result === 'refused' ? given(values, 'reason') : null };
    },
  },
  'dossier.returned': {
    fields: (values) => [choice('collector', collectors), ...collectorFields(chosen(values, 'collector', collectors))],
    payload: (values) => {
      const collector = chosen(values, 'collector', collectors);
      const by = (who: (typeof collectors)[number], name: string) => (collector === who ? given(values, name) : null);
      return {
        collector,
        collectorName: by('authorised', 'collectorName'),
        authorisation: by('authorised', 'authorisation'),
        trackingNo: by('post', 'trackingNo'),
        lostReceiptReason: collector === 'post' ? null : given(values, 'lostReceiptReason'),
      };
    },
  },
  'dossier.voided': {
    fields: () => [lines('reason', true)],
    payload: (values, _, { isUnitHead }) => ({ reason: given(values, 'reason') ?? '', byUnitHead: isUnitHead }),
  },
  'dossier.noted': {
    fields: () => [lines('text', true)],
    payload: (values) => ({ text: given(values, 'text') ?? '' }),
  },
  'dossier.notified': {
    fields: () => [choice('channel', channels), lines('text', false)],
    payload: (values) => ({ channel: chosen(values, 'channel', channels), to: null, text: given(values, 'text') }),
  },
};

function collectorFields(collector: (typeof collectors)[number]): readonly StepField[] {
  if (collector === 'post') return [line('trackingNo', true, 50)];
  const lost = line('lostReceiptReason', false);
  return collector === 'authorised' ? [line('collectorName', true, 100), line('authorisation', true), lost] : [lost];
}

/** Names of required fields that are still empty, in reading order. */
export function gapsOf(kind: StepKind, values: StepValues): readonly string[] {
  return stepForms[kind]
    .fields(values)
    .filter(({ required, input, name }) => required && input.kind !== 'choice' && given(values, name) === null)
    .map(({ name }) => name);
}
