/** "Nộp thay": who brought the papers, in place. */
import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SubmitterInput } from '#shared/contract/values.ts';
import type { DraftData } from '#shared/contract/reception.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

const relations = SubmitterInput.shape.relation.options;

export function SubmitterFields({ data, pointed }: { readonly data: DraftData; readonly pointed: string | undefined }) {
  const { t } = useTranslation();
  const store = useReceptionStore();
  return (
    <>
      <div className="mc-f mc-f-name" data-field="submitterName">
        <TextInput
          label={t('reception.fields.submitterName')}
          value={data.submitterName}
          error={pointed === 'submitterName' ? t('reception.gaps.submitterName') : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            patchDraft(store, { submitterName: event.currentTarget.value });
          }}
        />
      </div>
      <div className="mc-f mc-f-date" data-field="submitterPhone">
        <TextInput
          label={t('reception.fields.submitterPhone')}
          value={data.submitterPhone}
          inputMode="tel"
          autoComplete="off"
          onChange={(event) => {
            patchDraft(store, { submitterPhone: event.currentTarget.value });
          }}
        />
      </div>
      <div className="mc-f mc-f-half" data-field="submitterId">
        <TextInput
          label={t('reception.fields.submitterId')}
          value={data.submitterId}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => {
            patchDraft(store, { submitterId: event.currentTarget.value });
          }}
        />
      </div>
      <div className="mc-f mc-f-half" data-field="submitterRelation">
        <Select
          label={t('reception.fields.submitterRelation')}
          value={data.submitterRelation}
          allowDeselect={false}
          data={relations.map((relation) => ({ value: relation, label: t(`reception.relation.${relation}`) }))}
          onChange={(value) => {
            patchDraft(store, { submitterRelation: relations.find((relation) => relation === value) ?? 'authorised' });
          }}
        />
      </div>
    </>
  );
}
