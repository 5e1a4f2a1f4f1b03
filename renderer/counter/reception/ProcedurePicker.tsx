/** Finds a procedure by any part of its name or code. Suggestions live in the list only; nothing is written into the field while typing. */
import { Combobox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProcedureRow } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { useGap } from './DraftField.tsx';
import { usePicking } from './use-picking.ts';

export type ProcedurePickerProps = {
  readonly procedureCode: string | null;
  readonly procedure: Procedure | undefined;
  readonly onChosen: () => void;
};

export function ProcedurePicker({ procedureCode, procedure, onChosen }: ProcedurePickerProps) {
  const { t } = useTranslation();
  const error = useGap('procedure');
  const { typed, type, leave, rows, none, combobox, choose, onKeyDown } = usePicking(onChosen);
  return (
    <div className="mc-proc-picker" data-field="procedure" onKeyDownCapture={onKeyDown}>
      <Combobox
        store={combobox}
        onOptionSubmit={choose}
        withinPortal
        transitionProps={{ duration: 0 }}
        classNames={{ dropdown: 'mc-dropdown', option: 'mc-option' }}
      >
        <Combobox.Target>
          <TextInput
            label={t('reception.procedure.label')}
            placeholder={t('reception.procedure.placeholder')}
            autoComplete="off"
            spellCheck={false}
            value={typed ?? procedure?.name ?? ''}
            error={error}
            {...codeSection(typed === null ? procedureCode : null)}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
            onChange={(event) => {
              type(event.currentTarget.value);
            }}
            onBlur={leave}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={typed === null}>
          <Combobox.Options mah={360} style={{ overflowY: 'auto' }}>
            {none ? <Combobox.Empty>{t('reception.procedure.none', { typed })}</Combobox.Empty> : null}
            {rows.map((row) => (
              <Option key={row.procedureCode} row={row} />
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}

/** The glass, and the code of the procedure that is shown. */
function codeSection(code: string | null) {
  return {
    leftSection: (
      <span className="mc-proc-code">
        <IconSearch size={18} stroke={1.9} aria-hidden="true" />
        {code}
      </span>
    ),
    leftSectionWidth: code === null ? 38 : 50 + code.length * 9.2,
  };
}

function Option({ row: { procedureCode, name, fieldName, handledBy, registerOnly } }: { readonly row: ProcedureRow }) {
  const { t } = useTranslation();
  return (
    <Combobox.Option value={procedureCode}>
      <span className="mc-proc-option">
        <span className="mc-muted">{procedureCode}</span>
        <span>{name}</span>
        <span className="mc-s mc-muted">
          {[fieldName, ...(handledBy === null ? [] : [handledBy]), ...(registerOnly ? [t('reception.procedure.registerOnly')] : [])].join(
            ' · ',
          )}
        </span>
      </span>
    </Combobox.Option>
  );
}
