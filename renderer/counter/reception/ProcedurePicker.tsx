/** Finds a procedure by any part of its name or code. Suggestions live in the list only; nothing is written into the field while typing. */
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProcedureRow } from '#shared/contract/reception.ts';
import type { Procedure } from '#shared/domain/catalogue/procedure.ts';
import { failureOf, useApi } from '../../bridge/index.ts';
import { withProcedure } from './draft-data.ts';
import { patchDraft, useReceptionStore } from './reception-store.ts';

export type ProcedurePickerProps = {
  readonly procedureCode: string | null;
  readonly procedure: Procedure | undefined;
  readonly error: string | undefined;
  readonly onChosen: () => void;
};

const listed = 8;

export function ProcedurePicker({ procedureCode, procedure, error, onChosen }: ProcedurePickerProps) {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const store = useReceptionStore();
  // Null: the field shows the chosen procedure; text: a search is being typed.
  const [typed, setTyped] = useState<string | null>(null);
  const [query] = useDebouncedValue(typed ?? '', 40);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const found = useQuery({
    queryKey: ['procedures', query],
    queryFn: ({ signal }) => api.reception.procedures({ text: query, limit: listed }, { signal }),
    enabled: typed !== null,
    placeholderData: keepPreviousData,
  });
  const rows = found.data ?? [];

  const choose = async (code: string) => {
    combobox.closeDropdown();
    setTyped(null);
    try {
      const chosen = await queries.fetchQuery({
        queryKey: ['procedure', code],
        queryFn: () => api.reception.procedure({ procedureCode: code }),
        staleTime: Number.POSITIVE_INFINITY,
      });
      patchDraft(store, (data) => withProcedure(data, chosen));
      onChosen();
    } catch (failure) {
      store.setState({ failure: failureOf(failure) });
    }
  };
  const chosenCode = typed === null ? procedureCode : null;

  return (
    <div className="mc-proc-picker" data-field="procedure">
      <Combobox
        store={combobox}
        onOptionSubmit={(code) => {
          void choose(code);
        }}
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
            leftSection={
              <span className="mc-proc-code">
                <IconSearch size={18} stroke={1.9} aria-hidden="true" />
                {chosenCode}
              </span>
            }
            leftSectionWidth={chosenCode === null ? 38 : 50 + chosenCode.length * 9.2}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
              combobox.updateSelectedOptionIndex();
              combobox.selectFirstOption();
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' && typed === null) setTyped('');
              // The list's Esc peels one layer: the list first, then the search.
              if (event.key === 'Escape' && typed !== null && !combobox.dropdownOpened) setTyped(null);
              if (event.key === 'Enter' && typed !== null && combobox.dropdownOpened && combobox.getSelectedOptionIndex() === -1) {
                const [first] = rows;
                event.preventDefault();
                if (first !== undefined) void choose(first.procedureCode);
              }
            }}
            onBlur={() => {
              combobox.closeDropdown();
              setTyped(null);
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={typed === null}>
          <Combobox.Options mah={360} style={{ overflowY: 'auto' }}>
            {rows.length === 0 && found.isSuccess ? <Combobox.Empty>{t('reception.procedure.none', { typed })}</Combobox.Empty> : null}
            {rows.map((row) => (
              <Option key={row.procedureCode} row={row} />
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
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
