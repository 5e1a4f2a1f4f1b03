/** Who asks. Typed, or filled from the card; a known person is offered by number. */
import { SegmentedControl, TextInput, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { DateField } from '../../ui/DateField.tsx';
import { groupedDigits } from '../../ui/format.ts';
import { CardQuestionBar } from './CardQuestionBar.tsx';
import type { CardField } from './card-fill.ts';
import { personalIdWarning, phoneWarning, taxCodeWarning, type FieldWarning } from './field-warnings.ts';
import { KnownApplicantBar } from './KnownApplicantBar.tsx';
import { focusNextField } from './next-field.ts';
import { patchDraft, useReception, useReceptionStore } from './reception-store.ts';
import { SubmitterFields } from './SubmitterFields.tsx';
import type { CardScan } from './use-card-scan.ts';

export type ApplicantPanelProps = {
  readonly data: DraftData;
  readonly today: string;
  readonly pointed: string | undefined;
  readonly scan: CardScan;
  readonly form: RefObject<HTMLElement | null>;
};

export function ApplicantPanel({ data, today, pointed, scan, form }: ApplicantPanelProps) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  const question = useReception((state) => state.question);
  const flashed = useReception((state) => state.flashed);
  const [leftFields, setLeftFields] = useState<ReadonlySet<string>>(new Set(['personalId', 'phone', 'taxCode']));
  const person = data.applicantKind === 'person';

  const left = (field: string) => ({
    onFocus: () => {
      setLeftFields((fields) => new Set([...fields].filter((known) => known !== field)));
    },
    onBlur: () => {
      setLeftFields((fields) => new Set([...fields, field]));
    },
  });
  const warn = (field: string, warning: FieldWarning | undefined) =>
    warning === undefined || !leftFields.has(field) ? undefined : t(`reception.warnings.${warning.key}`, { ...warning.values });
  const gap = (field: string, key = field) => (pointed === field ? t(`reception.gaps.${key}`) : undefined);
  /** Card differs from what was typed: both are shown, Enter keeps the card, leaving the field keeps what was typed. */
  const cardOf = (field: CardField) => {
    const value = question?.differs[field];
    if (value === undefined || question === null) return { note: undefined, onKeyDown: undefined };
    const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'Enter' || event.nativeEvent.isComposing || form.current === null) return;
      event.preventDefault();
      const { [field]: _taken, ...differs } = question.differs;
      patchDraft(store, { [field]: value });
      store.setState({ question: Object.keys(differs).length === 0 ? null : { ...question, differs } });
      focusNextField(form.current, event.currentTarget);
    };
    return { note: t('reception.cardSays', { value }), onKeyDown };
  };
  const looks = (field: CardField, span: string) => `mc-f ${span}${flashed.includes(field) ? ' mc-filled' : ''}`;
  const name = cardOf('fullName');
  const number = cardOf('personalId');
  const address = cardOf('address');
  const born = cardOf('dateOfBirth');

  return (
    <section
      className={`mc-panel mc-applicant${data.onBehalf || data.occurredAt !== '' ? ' mc-applicant-tight' : ''}`}
      aria-labelledby="applicant-title"
    >
      <div className="mc-applicant-head">
        <h2 className="mc-panel-title" id="applicant-title">
          {t(person ? 'reception.applicant.title' : 'reception.applicant.organisation')}
        </h2>
        {data.filledFromCard ? (
          <span className="mc-scanned">
            <IconCheck size={16} stroke={2} aria-hidden="true" />
            {t('reception.applicant.scanned')}
          </span>
        ) : (
          <span className="mc-s mc-muted mc-scan-hint">{t('reception.applicant.scanHint')}</span>
        )}
      </div>
      {question?.otherPerson === true ? <CardQuestionBar card={question.card} scan={scan} /> : null}
      <div className="mc-fields">
        <div className={looks('fullName', person ? 'mc-f-name' : 'mc-f-wide')} data-field="fullName">
          <TextInput
            label={t(person ? 'reception.fields.fullName' : 'reception.fields.organisationName')}
            value={data.fullName}
            error={gap('fullName', person ? 'fullName' : 'organisationName')}
            description={name.note}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              patchDraft(store, { fullName: event.currentTarget.value });
            }}
            onBlur={() => {
              patchDraft(store, (typed) => ({ ...typed, fullName: typed.fullName.normalize('NFC') }));
            }}
            {...(name.onKeyDown === undefined ? {} : { onKeyDown: name.onKeyDown })}
          />
        </div>
        {person ? (
          <>
            <div className={looks('dateOfBirth', 'mc-f-date')} data-field="dateOfBirth" onKeyDown={born.onKeyDown}>
              <DateField
                label={t('reception.fields.dateOfBirth')}
                value={data.dateOfBirth}
                today={today}
                error={gap('dateOfBirth')}
                onChange={(dateOfBirth) => {
                  patchDraft(store, { dateOfBirth });
                }}
              />
              {born.note === undefined ? null : <p className="mc-field-note">{born.note}</p>}
            </div>
            <div className={looks('personalId', 'mc-f-number')} data-field="personalId">
              <TextInput
                label={t('reception.fields.personalId')}
                value={data.personalId}
                inputMode="numeric"
                autoComplete="off"
                description={number.note ?? warn('personalId', personalIdWarning(data, today))}
                onChange={(event) => {
                  patchDraft(store, { personalId: event.currentTarget.value });
                }}
                {...left('personalId')}
                onBlur={() => {
                  left('personalId').onBlur();
                  patchDraft(store, (typed) => ({ ...typed, personalId: tidyNumber(typed.personalId) }));
                }}
                {...(number.onKeyDown === undefined ? {} : { onKeyDown: number.onKeyDown })}
              />
            </div>
            <div className="mc-f mc-f-sex" data-field="sex">
              <span className="mc-field-label" id="sex-label">
                {t('reception.fields.sex')}
              </span>
              <SegmentedControl
                aria-labelledby="sex-label"
                value={data.sex ?? ''}
                data={[
                  { value: 'male', label: t('reception.sex.male') },
                  { value: 'female', label: t('reception.sex.female') },
                ]}
                onChange={(sex) => {
                  patchDraft(store, { sex: sex === 'male' ? 'male' : 'female' });
                }}
              />
            </div>
          </>
        ) : (
          <div className="mc-f mc-f-wide" data-field="taxCode">
            <TextInput
              label={t('reception.fields.taxCode')}
              value={data.taxCode}
              inputMode="numeric"
              autoComplete="off"
              description={warn('taxCode', taxCodeWarning(data.taxCode))}
              onChange={(event) => {
                patchDraft(store, { taxCode: event.currentTarget.value });
              }}
              {...left('taxCode')}
            />
          </div>
        )}
        <KnownApplicantBar data={data} form={form} />
        <div className={looks('address', 'mc-f-wide')} data-field="address">
          <Textarea
            label={t(person ? 'reception.fields.address' : 'reception.fields.organisationAddress')}
            rows={2}
            value={data.address}
            description={address.note}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              patchDraft(store, { address: event.currentTarget.value });
            }}
            {...(address.onKeyDown === undefined ? {} : { onKeyDown: address.onKeyDown })}
          />
        </div>
        <div className="mc-f mc-f-phone" data-field="phone">
          <TextInput
            label={t('reception.fields.phone')}
            value={data.phone}
            inputMode="tel"
            autoComplete="off"
            description={warn('phone', phoneWarning(data.phone))}
            onChange={(event) => {
              patchDraft(store, { phone: event.currentTarget.value });
            }}
            {...left('phone')}
          />
        </div>
        <div className="mc-f mc-f-role" data-field="onBehalf">
          <span className="mc-field-label" id="role-label">
            {t('reception.fields.role')}
          </span>
          <SegmentedControl
            aria-labelledby="role-label"
            value={data.onBehalf ? 'behalf' : 'self'}
            data={[
              { value: 'self', label: t('reception.role.self') },
              { value: 'behalf', label: t('reception.role.behalf') },
            ]}
            onChange={(role) => {
              patchDraft(store, { onBehalf: role === 'behalf' });
            }}
          />
        </div>
        {data.onBehalf ? <SubmitterFields data={data} pointed={pointed} /> : null}
      </div>
    </section>
  );
}

/** Groups of three for twelve digits, only once the field is left; anything else stays as typed. */
function tidyNumber(typed: string): string {
  const plain = typed.normalize('NFC').replace(/[\s.]+/gu, '');
  return /^\d{12}$/u.test(plain) ? groupedDigits(plain) : typed.trim();
}
