/** A list in which one row is chosen; its screen moves the choice with ↑↓. */
import { type ReactNode, type RefObject, useEffect } from 'react';
import './choose-list.css';

export type ChooseListProps = {
  /** Prefix of the rows' ids. */
  readonly name: string;
  readonly label: string;
  readonly rows: readonly { readonly id: string; readonly quiet?: boolean; readonly content: ReactNode }[];
  readonly chosen: string | null;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly onChoose: (id: string) => void;
  /** A double click; the screen's Enter does the same. */
  readonly onOpen?: (id: string) => void;
};

export function ChooseList({ name, label, rows, chosen, list, onChoose, onOpen }: ChooseListProps) {
  useEffect(() => {
    document.getElementById(`${name}-${chosen ?? ''}`)?.scrollIntoView({ block: 'nearest' });
  }, [name, chosen]);
  return (
    <ul
      className="mc-choose"
      role="listbox"
      tabIndex={0}
      ref={list}
      aria-label={label}
      aria-activedescendant={rows.some(({ id }) => id === chosen) ? `${name}-${chosen ?? ''}` : undefined}
    >
      {rows.map(({ id, quiet, content }) => (
        <li
          key={id}
          id={`${name}-${id}`}
          role="option"
          aria-selected={id === chosen}
          data-quiet={quiet === true || undefined}
          onClick={() => {
            onChoose(id);
          }}
          onDoubleClick={() => {
            onOpen?.(id);
          }}
        >
          {content}
        </li>
      ))}
    </ul>
  );
}
