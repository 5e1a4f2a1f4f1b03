/** One person: facts and roles, or a new PIN, or that they no longer work here. Nothing is kept before F9. */
import { Button, Textarea } from '@mantine/core';
import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonEntry } from '#shared/contract/person.ts';
import { instantText } from '../../ui/format.ts';
import { focusField } from '../reception/next-field.ts';
import { PersonFacts, PinFields } from './PersonFacts.tsx';
import type { PersonMode } from './person-form.ts';
import type { PersonEditing } from './use-person-editing.ts';

export type PersonPanelProps = { readonly panel: RefObject<HTMLElement | null>; readonly editing: PersonEditing };

const firstFields: Readonly<Record<PersonMode, string | null>> = { edit: null, new: 'fullName', pin: 'pin', dismiss: 'reason' };

export function PersonPanel({ panel, editing }: PersonPanelProps) {
  const { t } = useTranslation();
  const { mode, person, form, gaps, said, begin, change } = editing;
  useEffect(() => {
    const first = firstFields[mode];
    if (first !== null) focusField(panel.current, first);
  }, [mode, panel]);
  const name = person?.fullName ?? t('people.new');
  const fields = { form, gaps, onChange: change };
  return (
    <section className="mc-panel mc-person-panel" aria-labelledby="person-name" ref={panel}>
      <h2 className="mc-person-name" id="person-name">
        {mode === 'pin' || mode === 'dismiss' ? t(`people.title.${mode}`, { name }) : name}
      </h2>
      {mode === 'edit' && person !== null ? <PersonState person={person} /> : null}
      {mode === 'edit' || mode === 'new' ? <PersonFacts {...fields} /> : null}
      {mode === 'pin' ? <p className="mc-person-words">{t('people.pinWords')}</p> : null}
      {mode === 'new' || mode === 'pin' ? <PinFields {...fields} /> : null}
      {mode === 'dismiss' && person !== null ? <Dismissal person={person} editing={editing} /> : null}
      {mode === 'edit' && person?.active === true ? <MoreSteps onMode={begin} /> : null}
      <p className="mc-person-said" role="status">
        {said}
      </p>
    </section>
  );
}

type DismissalProps = { readonly person: PersonEntry; readonly editing: PersonEditing };

/** What an end at this counter means, and its reason. */
function Dismissal({ person: { draftCount }, editing: { reason, reasonMissing, putReason } }: DismissalProps) {
  const { t } = useTranslation();
  return (
    <>
      <ul className="mc-person-words">
        <li>{t('people.dismissal.out')}</li>
        <li>{t('people.dismissal.kept')}</li>
        {draftCount === 0 ? null : <li>{t('people.dismissal.drafts', { count: draftCount })}</li>}
      </ul>
      <Textarea
        data-field="reason"
        label={t('people.dismissal.reason')}
        value={reason}
        maxLength={300}
        autosize
        minRows={2}
        error={reasonMissing ? t('people.dismissal.reasonMissing') : undefined}
        onChange={(event) => {
          putReason(event.currentTarget.value);
        }}
      />
    </>
  );
}

/** What is done with a person beside their facts. */
function MoreSteps({ onMode }: { readonly onMode: (mode: PersonMode) => void }) {
  const { t } = useTranslation();
  return (
    <div className="mc-person-more">
      <Button
        variant="default"
        onClick={() => {
          onMode('pin');
        }}
      >
        {t('people.setPin')}
      </Button>
      <Button
        variant="default"
        onClick={() => {
          onMode('dismiss');
        }}
      >
        {t('people.dismiss')}
      </Button>
    </div>
  );
}

function PersonState({ person: { active, locked, hasPin, lastSignInAt, draftCount } }: { readonly person: PersonEntry }) {
  const { t } = useTranslation();
  const facts = active
    ? [
        ...(locked ? [t('people.facts.locked')] : []),
        hasPin
          ? lastSignInAt === null
            ? t('people.facts.never')
            : t('people.facts.lastSignIn', { at: instantText(lastSignInAt) })
          : t('people.facts.noPin'),
        ...(draftCount === 0 ? [] : [t('people.facts.drafts', { count: draftCount })]),
      ]
    : [t('people.facts.dismissed')];
  return <p className="mc-person-words">{facts.join(' ')}</p>;
}
