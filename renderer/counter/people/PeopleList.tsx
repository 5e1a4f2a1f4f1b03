/** Everybody by name with roles, who cannot sign in just now and who has left last. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonEntry } from '#shared/contract/person.ts';
import { ChooseList } from '../../ui/ChooseList.tsx';
import { StatusMark } from '../../ui/status/StatusBadge.tsx';

export type PeopleListProps = {
  readonly people: readonly PersonEntry[];
  readonly chosen: string | null;
  readonly list: RefObject<HTMLUListElement | null>;
  readonly onChoose: (personId: string) => void;
  readonly onNew: () => void;
};

export function PeopleList({ people, chosen, list, onChoose, onNew }: PeopleListProps) {
  const { t } = useTranslation();
  const here = people.filter(({ active }) => active).length;
  return (
    <section className="mc-panel mc-people-list" aria-label={t('people.list')}>
      <div className="mc-people-head">
        <h2 className="mc-panel-title">{t('people.count', { count: here })}</h2>
        <Button variant="default" leftSection={<IconPlus size={15} stroke={1.9} aria-hidden />} onClick={onNew}>
          {t('people.add')}
        </Button>
      </div>
      <ChooseList
        name="person"
        label={t('people.list')}
        list={list}
        chosen={chosen}
        onChoose={onChoose}
        rows={people.map((person) => ({ id: person.personId, quiet: !person.active, content: <Row person={person} t={t} /> }))}
      />
    </section>
  );
}

function Row({ person, t }: { readonly person: PersonEntry; readonly t: TFunction }) {
  const { fullName, roles, title, active, locked, hasPin } = person;
  const state = active ? (locked ? 'locked' : hasPin ? null : 'noPin') : 'dismissed';
  return (
    <div className="mc-people-row">
      <b className="mc-cut" title={fullName}>
        {fullName}
      </b>
      {state === null ? null : (
        <StatusMark look={state === 'locked' ? 'soon' : state === 'noPin' ? 'paused' : 'done'}>{t(`people.state.${state}`)}</StatusMark>
      )}
      <small>{[...roles.map((role) => t(`roles.${role}`)), ...(title === null ? [] : [title])].join(' · ')}</small>
    </div>
  );
}
