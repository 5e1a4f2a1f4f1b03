/** "Nộp thay": who brought the papers, in place. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { SubmitterInput } from '#shared/contract/values.ts';
import { DraftField } from './DraftField.tsx';
import { usePatch } from './reception-store.ts';

const relations = SubmitterInput.shape.relation.options;

export function SubmitterFields({ data: { submitterRelation } }: { readonly data: DraftData }) {
  const { t } = useTranslation();
  const patch = usePatch();
  return (
    <>
      <DraftField name="submitterName" className="mc-f mc-f-name" />
      <DraftField name="submitterPhone" className="mc-f mc-f-date" inputMode="tel" />
      <DraftField name="submitterId" className="mc-f mc-f-half" inputMode="numeric" />
      <div className="mc-f mc-f-half" data-field="submitterRelation">
        <Select
          label={t('reception.fields.submitterRelation')}
          value={submitterRelation}
          allowDeselect={false}
          data={relations.map((relation) => ({ value: relation, label: t(`reception.relation.${relation}`) }))}
          onChange={(value) => {
            patch({ submitterRelation: relations.find((relation) => relation === value) ?? 'authorised' });
          }}
        />
      </div>
    </>
  );
}
