/** A procedure being looked for: what is typed, the rows it finds, and the keys that take one. */
import { type ComboboxStore, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { ProcedureRow } from '#shared/contract/reception.ts';
import { useWhenHere } from '../../ui/use-when-here.ts';
import { useChooseProcedure } from './use-choose-procedure.ts';
import { useProcedureSearch } from './use-procedure-search.ts';

export type Picking = {
  /** Null: the field shows the chosen procedure; text: a search is being typed. */
  readonly typed: string | null;
  readonly type: (text: string) => void;
  /** The field is left: what was typed is given up. */
  readonly leave: () => void;
  readonly rows: readonly ProcedureRow[];
  /** The search found nothing. */
  readonly none: boolean;
  readonly combobox: ComboboxStore;
  readonly choose: (procedureCode: string) => void;
  /** For the element around field and list, before they see the key. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
};

export function usePicking(onChosen: () => void): Picking {
  const [typed, setTyped] = useState<string | null>(null);
  const { rows, waits, none } = useProcedureSearch(typed);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
    },
  });
  const put = useChooseProcedure(onChosen);
  const leave = () => {
    combobox.closeDropdown();
    setTyped(null);
  };
  const choose = (procedureCode: string) => {
    leave();
    void put(procedureCode);
  };
  const chooseFirst = useWhenHere(typed ?? '', waits, () => {
    const [first] = rows;
    if (typed !== null && first !== undefined) choose(first.procedureCode);
  });
  return {
    typed,
    type: (text) => {
      setTyped(text);
      showFirst(combobox);
    },
    leave,
    rows,
    none,
    combobox,
    choose,
    onKeyDown: (event) => {
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
    },
  };
}

function showFirst(combobox: ComboboxStore): void {
  combobox.openDropdown();
  combobox.updateSelectedOptionIndex();
  combobox.selectFirstOption();
}
