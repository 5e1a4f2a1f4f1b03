/** Who works here and may do what. The list on the left, one person on the right; F9 does what the right side says. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useDesk, useMay } from '../frame/desk.ts';
import { useLeaveGuard } from '../frame/leave-guard.tsx';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { focusField, focusNextField } from '../reception/next-field.ts';
import { PeopleList } from './PeopleList.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { emptyPerson, formOf, isChanged, type PersonForm, personGaps, type PersonMode } from './person-form.ts';
import { usePeople } from './use-people.ts';
import './people.css';

export function PeopleScreen() {
  const { t } = useTranslation();
  const may = useMay('person.manage');
  const go = useNavigation((navigation) => navigation.go);
  const { person: me } = useDesk();
  const job = usePeople(may);
  const list = useRef<HTMLUListElement>(null);
  const panel = useRef<HTMLElement>(null);
  const [chosenId, setChosenId] = useState(me.personId);
  const [mode, setMode] = useState<PersonMode>('edit');
  const [edit, setEdit] = useState<Partial<PersonForm>>({});
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState('');
  const people = job.people ?? [];
  const person = mode === 'new' ? null : (people.find(({ personId }) => personId === chosenId) ?? people[0] ?? null);
  const form = { ...(person === null ? emptyPerson : formOf(person)), ...edit };
  const gaps = personGaps(form, mode);
  const reasonMissing = mode === 'dismiss' && reason.trim() === '';
  const changed = isChanged(form, mode, person);
  const isRead = job.people !== null;
  useEffect(() => {
    if (isRead) list.current?.focus();
  }, [isRead]);

  const begin = (next: PersonMode, personId = person?.personId ?? chosenId) => {
    setMode(next);
    setChosenId(personId);
    setEdit({});
    setReason('');
    setAsked(false);
    setSaid('');
    job.dismiss();
  };
  const press = async (): Promise<boolean> => {
    setSaid('');
    const taken = person?.active === false;
    if (mode === 'edit' && !changed && !taken) {
      setSaid(t('people.unchanged'));
      return true;
    }
    const [gap] = reasonMissing ? ['reason'] : gaps;
    setAsked(gap !== undefined);
    if (gap !== undefined) {
      focusField(panel.current, gap);
      return false;
    }
    const personId = await job.run({ mode, personId: person?.personId ?? '', form, reason });
    if (personId === undefined) return false;
    begin('edit', personId);
    setSaid(t(`people.done.${taken && mode === 'edit' ? 'takenBack' : mode}`, { name: form.fullName.trim() }));
    list.current?.focus();
    return true;
  };
  const guard = useLeaveGuard(changed, press);
  const choose = (personId: string) => {
    guard.leave(() => {
      begin('edit', personId);
    });
  };
  const move = (by: 1 | -1) => () => {
    const at = people.findIndex(({ personId }) => personId === person?.personId);
    const next = people[Math.max(0, at + by)];
    if (next !== undefined && next.personId !== person?.personId) choose(next.personId);
  };
  const next = () => {
    const from = document.activeElement;
    if (panel.current?.contains(from) === true && from !== null) focusNextField(panel.current, from);
    else focusField(panel.current, mode === 'pin' ? 'pin' : 'fullName');
  };
  useKeys([
    {
      combo: 'Esc',
      label: mode === 'edit' ? t('people.keys.back') : t('ui.back'),
      run: () => {
        if (mode === 'edit') go({ screen: 'dossiers' });
        else
          guard.leave(() => {
            begin('edit');
            list.current?.focus();
          });
      },
    },
    // In the reason Enter is a new line.
    ...(mode === 'dismiss' ? [] : [{ combo: 'Enter' as const, label: t('people.keys.next'), run: may ? next : undefined, inBar: false }]),
    { combo: 'Up', label: t('people.keys.choose'), run: may ? move(-1) : undefined, inFields: false },
    { combo: 'Down', label: t('people.keys.choose'), run: may ? move(1) : undefined, inFields: false, inBar: false },
  ]);
  if (!may)
    return (
      <Screen>
        <h1 className="mc-people-title">{t('frame.screen.people')}</h1>
        <p className="mc-panel mc-people-said">{t('people.mayNot')}</p>
      </Screen>
    );
  return (
    <Screen
      verb={
        job.people === null ? null : (
          <F9Button
            label={t(`people.verb.${mode === 'edit' && person?.active === false ? 'takeBack' : mode}`)}
            onPress={() => {
              void press();
            }}
            waitingFor={job.busy ? t('people.saving') : undefined}
          />
        )
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
        {job.people === null ? null : (
          <PersonPanel
            key={`${mode} ${person?.personId ?? ''}`}
            panel={panel}
            mode={mode}
            person={person}
            form={form}
            reason={reason}
            gaps={asked ? gaps : []}
            reasonMissing={asked && reasonMissing}
            said={said}
            onMode={begin}
            onReason={setReason}
            onChange={(to) => {
              setSaid('');
              setEdit((before) => ({ ...before, ...to }));
            }}
          />
        )}
      </div>
      {guard.question}
    </Screen>
  );
}
