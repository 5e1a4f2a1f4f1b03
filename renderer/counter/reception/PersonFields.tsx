/** What only a person has: born when, by which number, which sex. */
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { DateField } from '../../ui/DateField.tsx';
import { groupedDigits } from '../../ui/format.ts';
import { DraftField, useCardValue, useGap } from './DraftField.tsx';
import { DraftSegments } from './DraftSegments.tsx';
import { personalIdWarning } from './field-warnings.ts';
import { usePatch, useReception } from './reception-store.ts';

export type PersonFieldsProps = { readonly data: DraftData; readonly today: string };

const sexes = ['male', 'female'] as const;

export function PersonFields({ data, today }: PersonFieldsProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  return (
    <>
      <BornField data={data} today={today} />
      <DraftField
        name="personalId"
        className="mc-f mc-f-number"
        inputMode="numeric"
        warning={personalIdWarning(data, today)}
        tidy={tidyNumber}
      />
      <DraftSegments
        field="sex"
        className="mc-f mc-f-sex"
        label={t('reception.fields.sex')}
        value={data.sex}
        options={sexes}
        words="reception.sex"
        onChange={(sex) => {
          patch({ sex });
        }}
      />
    </>
  );
}

function BornField({ data: { dateOfBirth }, today }: PersonFieldsProps) {
  const { t } = useTranslation();
  const patch = usePatch();
  const flashed = useReception((state) => state.flashed.includes('dateOfBirth'));
  const error = useGap('dateOfBirth');
  const card = useCardValue('dateOfBirth');
  return (
    <div className={`mc-f mc-f-date${flashed ? ' mc-filled' : ''}`} data-field="dateOfBirth" onKeyDown={card.onKeyDown}>
      <DateField
        label={t('reception.fields.dateOfBirth')}
        value={dateOfBirth}
        today={today}
        error={error}
        onChange={(typed) => {
          patch({ dateOfBirth: typed });
        }}
      />
      {card.note === undefined ? null : <p className="mc-field-note">{card.note}</p>}
    </div>
  );
}

/** Groups of three for twelve digits, only once the field is left; anything else stays as typed. */
function tidyNumber(typed: string): string {
  const plain = typed.normalize('NFC').replace(/[\s.]+/gu, '');
  return /^\d{12}$/u.test(plain) ? groupedDigits(plain) : typed.trim();
}
