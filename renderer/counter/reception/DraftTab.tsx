import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DraftData } from '#shared/contract/reception.ts';
import { isEmptyDraft } from './draft-data.ts';
import { spokenProcedureName } from './procedure-name.ts';
import { useProcedure } from './use-procedure.ts';

export type DraftTabProps = {
  readonly data: DraftData;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onRemove: () => void;
};

/** Whose draft it is and for what, as far as that is known. */
export function DraftTab({ data, chosen, onChoose, onRemove }: DraftTabProps) {
  const { t } = useTranslation();
  const procedure = useProcedure(data.procedureCode);
  const words = [data.fullName.trim(), procedure === undefined ? '' : spokenProcedureName(procedure.name)]
    .filter((word) => word !== '')
    .join(' · ');
  return (
    <button
      type="button"
      role="tab"
      className={chosen ? 'mc-draft mc-draft-on' : 'mc-draft'}
      aria-selected={chosen}
      aria-keyshortcuts="Delete"
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
      title={words}
    >
      {data.queueLabel === '' ? null : <b className="mc-draft-queue">{data.queueLabel}</b>}
      <span className="mc-cut">{words === '' ? t('reception.freshDraft') : words}</span>
      {isEmptyDraft(data) ? null : (
        // For the mouse; the keyboard has Delete. A tab holds no other button.
        <span
          className="mc-draft-close"
          aria-hidden="true"
          title={t('reception.removeDraft')}
          onClick={(event) => {
            event.stopPropagation();
            onRemove();
          }}
        >
          <IconX size={15} stroke={1.9} />
        </span>
      )}
    </button>
  );
}
