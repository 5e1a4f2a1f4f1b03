/** The few questions of one step, beside F9. Enter goes to the next field; only F9 records. */
import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSayKept } from '../../frame/kept-typing.ts';
import { type StepField, stepForms, type StepKind, type StepValues } from './step-forms.ts';

const stepFormId = 'dossier-step';

/** Puts the focus on a field of the open form. */
export function focusStepField(name: string): void {
  document.getElementById(stepFormId)?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus();
}

export type StepFormProps = {
  readonly kind: StepKind;
  readonly values: StepValues;
  /** Required fields found empty when F9 was pressed. */
  readonly gaps: readonly string[];
  readonly onValue: (name: string, value: string) => void;
  readonly onClose: () => void;
};

export function StepForm({ kind, values, gaps, onValue, onClose }: StepFormProps) {
  const { t } = useTranslation();
  const panel = useRef<HTMLElement>(null);
  useSayKept(Object.values(values).some((value) => value.trim() !== ''));
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input:checked, input, textarea')?.focus();
  }, []);
  return (
    <section id={stepFormId} className="mc-panel mc-step" ref={panel} aria-label={t(`dossier.steps.${kind}.title`)}>
      <div className="mc-side-title">
        <h2 className="mc-panel-title">{t(`dossier.steps.${kind}.title`)}</h2>
        <button type="button" className="mc-link" onClick={onClose}>
          {t('ui.close')}
        </button>
      </div>
      <p className="mc-s mc-muted">{t(`dossier.steps.${kind}.note`)}</p>
      {stepForms[kind].fields(values).map((field) => (
        <Field
          key={field.name}
          kind={kind}
          field={field}
          value={values[field.name] ?? ''}
          missing={gaps.includes(field.name)}
          onValue={onValue}
        />
      ))}
    </section>
  );
}

type FieldProps = {
  readonly kind: StepKind;
  readonly field: StepField;
  readonly value: string;
  readonly missing: boolean;
  readonly onValue: StepFormProps['onValue'];
};

function Field({ kind, field: { name, input, required, maxLength }, value, missing, onValue }: FieldProps) {
  const { t } = useTranslation();
  const label = required ? t(`dossier.steps.fields.${name}`) : `${t(`dossier.steps.fields.${name}`)} ${t('ui.optional')}`;
  if (input.kind === 'choice') {
    return (
      <div>
        <div className="mc-field-label" id={`step-${name}`}>
          {label}
        </div>
        <SegmentedControl
          name={name}
          aria-labelledby={`step-${name}`}
          value={value === '' ? (input.options[0] ?? '') : value}
          onChange={(chosen) => {
            onValue(name, chosen);
          }}
          data={input.options.map((option) => ({ value: option, label: t(`dossier.steps.options.${name}.${option}`) }))}
        />
      </div>
    );
  }
  const common = {
    name,
    label,
    value,
    maxLength,
    autoComplete: 'off',
    error: missing ? t(`dossier.steps.missing.${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      onValue(name, event.currentTarget.value);
    },
  };
  return input.kind === 'lines' ? (
    <Textarea {...common} autosize minRows={2} maxRows={5} data-kind={kind} />
  ) : (
    <TextInput {...common} onKeyDown={toNextField} />
  );
}

function toNextField(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
  const fields = [...(event.currentTarget.closest('section')?.querySelectorAll<HTMLElement>('input, textarea') ?? [])];
  fields[fields.indexOf(event.currentTarget) + 1]?.focus();
}
