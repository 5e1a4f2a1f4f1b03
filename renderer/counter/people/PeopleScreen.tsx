/** Who works here and may do what. The list on the left, one person on the right; F9 does what the right side says. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { type KeyBinding, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useDesk, useMay } from '../frame/desk.ts';
import { type LeaveGuard, useLeaveGuard } from '../frame/leave-guard.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { focusField, focusNextField } from '../reception/next-field.ts';
import { PeopleList } from './PeopleList.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { usePeople } from './use-people.ts';
import { type PersonEditing, usePersonEditing } from './use-person-editing.ts';
import './people.css';

export function PeopleScreen() {
  return useMay('person.manage') ? <People /> : <MayNotManage />;
}

function MayNotManage() {
  const { t } = useTranslation();
  useBackKey();
  return (
    <Screen>
      <h1 className="mc-people-title">{t('frame.screen.people')}</h1>
      <p className="mc-panel mc-people-said">{t('people.mayNot')}</p>
    </Screen>
  );
}

function People() {
  const { t } = useTranslation();
  const { person: me } = useDesk();
  const job = usePeople();
  const list = useRef<HTMLUListElement>(null);
  const panel = useRef<HTMLElement>(null);
  const editing = usePersonEditing(job, me.personId);
  const { mode, person, begin } = editing;
  const people = job.people ?? [];
  const isRead = job.people !== null;
  const [opensWith] = useState(mode);
  useEffect(() => {
    if (isRead && opensWith === 'edit') list.current?.focus();
  }, [isRead, opensWith]);

  const press = async (): Promise<boolean> => {
    const committed = await editing.commit();
    if (committed.outcome === 'gap') focusField(panel.current, committed.field);
    if (committed.outcome === 'recorded') list.current?.focus();
    return committed.outcome === 'recorded' || committed.outcome === 'unchanged';
  };
  const guard = useLeaveGuard(editing.changed, { save: press, discard: editing.discard });
  const choose = (personId: string) => {
    guard.leave(() => {
      begin('edit', personId);
    });
  };
  const move = (by: 1 | -1) => {
    const at = people.findIndex(({ personId }) => personId === person?.personId);
    const next = people[Math.max(0, at + by)];
    if (next !== undefined && next.personId !== person?.personId) choose(next.personId);
  };
  usePeopleKeys({ editing, guard, list, panel, move });
  return (
    <Screen
      verb={
        isRead ? (
          <F9Button
            label={t(`people.verb.${mode === 'edit' && person?.active === false ? 'takeBack' : mode}`)}
            onPress={() => {
              void press();
            }}
            waitingFor={job.busy ? t('people.saving') : undefined}
          />
        ) : null
      }
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} onDismiss={job.dismiss} />}
    >
      <h1 className="mc-visually-hidden">{t('frame.screen.people')}</h1>
      <div className="mc-people">
        <PeopleList
          people={people}
          chosen={person?.personId ?? null}
          list={list}
          onChoose={choose}
          onNew={() => {
            guard.leave(() => {
              begin('new');
            });
          }}
        />
        {isRead ? <PersonPanel key={`${mode} ${person?.personId ?? ''}`} panel={panel} editing={editing} /> : null}
      </div>
      {guard.question}
    </Screen>
  );
}

type PeopleKeys = {
  readonly editing: PersonEditing;
  readonly guard: LeaveGuard;
  readonly list: RefObject<HTMLElement | null>;
  readonly panel: RefObject<HTMLElement | null>;
  readonly move: (by: 1 | -1) => void;
};

function usePeopleKeys({ editing: { mode, begin }, guard, list, panel, move }: PeopleKeys): void {
  const { t } = useTranslation();
  const next = () => {
    const from = document.activeElement;
    if (panel.current?.contains(from) === true && from !== null) focusNextField(panel.current, from);
    else focusField(panel.current, mode === 'pin' ? 'pin' : 'fullName');
  };
  const toFacts = () => {
    guard.leave(() => {
      begin('edit');
      list.current?.focus();
    });
  };
  const step = (combo: 'Up' | 'Down', by: 1 | -1): KeyBinding => ({
    combo,
    label: t('people.keys.choose'),
    run: () => {
      move(by);
    },
    inFields: false,
    inBar: by === -1,
  });
  useBackKey();
  useKeys([
    ...(mode === 'edit' ? [] : [{ combo: 'Esc' as const, label: t('ui.back'), run: toFacts }]),
    // In the reason Enter is a new line.
    ...(mode === 'dismiss' ? [] : [{ combo: 'Enter' as const, label: t('people.keys.next'), run: next, inBar: false }]),
    step('Up', -1),
    step('Down', 1),
  ]);
}

function useBackKey(): void {
  const { t } = useTranslation();
  const go = useNavigation((navigation) => navigation.go);
  useKeys([
    {
      combo: 'Esc',
      label: t('people.keys.back'),
      run: () => {
        go({ screen: 'dossiers' });
      },
    },
  ]);
}
