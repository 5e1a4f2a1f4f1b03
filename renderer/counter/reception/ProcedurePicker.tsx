/** Finds a procedure by any part of its name or code. Suggestions live in the list only; nothing is written into the field while typing. */
import { Combobox, type ComboboxStore, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcedureRow } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { useWhenHere } from '../../ui/use-when-here.ts';
import { useGap } from './DraftField.tsx';
import { useChooseProcedure } from './use-choose-procedure.ts';
import { useProcedureSearch } from './use-procedure-search.ts';

export type ProcedurePickerProps = {
  readonly procedureCode: string | null;
  readonly procedure: Procedure | undefined;
  readonly onChosen: () => void;
};

export function ProcedurePicker({ procedureCode, procedure, onChosen }: ProcedurePickerProps) {
  const { t } = useTranslation();
  const error = useGap('procedure');
  // Null: the field shows the chosen procedure; text: a search is being typed.
  const [typed, setTyped] = useState<string | null>(null);
  const { rows, waits, none } = useProcedureSearch(typed);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const put = useChooseProcedure(onChosen);
  const choose = (code: string) => {
    combobox.closeDropdown();
    setTyped(null);
    void put(code);
  };
  const chooseFirst = useWhenHere(typed ?? '', waits, () => {
    const [first] = rows;
    if (typed !== null && first !== undefined) choose(first.procedureCode);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' && typed === null) setTyped('');
    // The list's Esc peels one layer: the list first, then the search.
    if (event.key === 'Escape' && typed !== null && !combobox.dropdownOpened) setTyped(null);
    if (event.key !== 'Enter' || typed === null || !combobox.dropdownOpened) return;
    // A row that was pointed at is the list's own to take; before the rows of these letters are here none is.
    if (!waits && combobox.getSelectedOptionIndex() !== -1) return;
    event.preventDefault();
    event.stopPropagation();
    chooseFirst();
  };

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
              setTyped(event.currentTarget.value);
              showFirst(combobox);
            }}
            onBlur={() => {
              combobox.closeDropdown();
              setTyped(null);
            }}
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

function showFirst(combobox: ComboboxStore): void {
  combobox.openDropdown();
  combobox.updateSelectedOptionIndex();
  combobox.selectFirstOption();
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
