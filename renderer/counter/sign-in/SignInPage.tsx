/** Who acts, known in two seconds, offline; also the lock screen: nothing of the work shows behind it. */
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskState, PersonTile } from '#shared/contract/office.ts';
import { fold } from '#shared/domain/text/fold.ts';
import { dateText, timeText } from '../../ui/format.ts';
import { type KeyBinding, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { ClockLine } from '../clock/ClockLine.tsx';
import { Mark } from '../frame/Mark.tsx';
import { useClock } from '../frame/desk.ts';
import { useLineState } from '../frame/line-state.ts';
import { PinByCodePage } from './PinByCodePage.tsx';
import { PinForm } from './PinForm.tsx';
import './sign-in.css';

export type SignInState = Extract<DeskState, { phase: 'sign-in' }>;
export type SignInPageProps = { readonly state: SignInState; readonly readAtMs: number; readonly onSignedIn: () => void };

const columns = 3;

export function SignInPage({ state: { unit, people, now, clock, lastPersonId }, readAtMs, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation();
  const { phase } = useLineState();
  const titleId = useId();
  const [typed, setTyped] = useState('');
  const [byCode, setByCode] = useState<PersonTile | null>(null);
  const { shown, chosen, choose } = useTiles(people, typed, lastPersonId);
  const leaveCode = () => {
    setByCode(null);
  };
  if (byCode !== null) return <PinByCodePage person={byCode} onBack={leaveCode} onDone={leaveCode} />;
  return (
    <main className="mc-sign-in">
      <SignInHead unit={unit} now={now} readAtMs={readAtMs} />
      {phase === 'open' ? null : (
        <p className="mc-saying mc-saying-line" role="status">
          {t('frame.lineLost')}
        </p>
      )}
      <section className="mc-sign-in-body" aria-labelledby={titleId}>
        <ClockLine state={clock} />
        <h1 className="mc-full-title" id={titleId}>
          {t('signIn.title')}
        </h1>
        <ul className="mc-tiles" aria-label={t('signIn.people')}>
          {shown.map((person) => (
            <Tile
              key={person.personId}
              person={person}
              chosen={person === chosen}
              onChoose={() => {
                choose(person.personId);
              }}
            />
          ))}
        </ul>
        {shown.length === 0 ? <p className="mc-muted">{t('signIn.nobody', { typed })}</p> : null}
        <PinForm person={chosen} typed={typed} onTyped={setTyped} onSignedIn={onSignedIn} />
        {chosen === undefined ? null : (
          <button
            type="button"
            className="mc-link"
            onClick={() => {
              setByCode(chosen);
            }}
          >
            {t('setUp.pinByCode.open')}
          </button>
        )}
      </section>
      {unit.training ? <div className="mc-training" aria-hidden="true" /> : null}
    </main>
  );
}

function SignInHead({ unit, now, readAtMs }: Pick<SignInState, 'unit' | 'now'> & { readonly readAtMs: number }) {
  const { t } = useTranslation();
  const at = useClock(now, readAtMs);
  return (
    <header className="mc-sign-in-head">
      <div className="mc-brand">
        <Mark />
        {t('frame.brand')}
      </div>
      <div className="mc-sign-in-unit">
        <b>{unit.agencyName}</b>
        <span>{t('signIn.counter', { counterNo: unit.counterNo })}</span>
      </div>
      <div className="mc-sign-in-clock">
        <b>{timeText(at)}</b>
        <span>{dateText(at)}</span>
      </div>
    </header>
  );
}

type Tiles = {
  /** Those whose name has the typed letters. */
  readonly shown: readonly PersonTile[];
  readonly chosen: PersonTile | undefined;
  readonly choose: (personId: string) => void;
};

/** The last person of this machine first; the arrows move among the tiles. */
function useTiles(people: readonly PersonTile[], typed: string, lastPersonId: string | null): Tiles {
  const { t } = useTranslation();
  const [chosenId, choose] = useState(() => people.find(({ personId }) => personId === lastPersonId)?.personId ?? people[0]?.personId);
  const shown = useMemo(() => matching(people, typed), [people, typed]);
  const chosen = shown.find(({ personId }) => personId === chosenId) ?? shown[0];
  const step = (combo: 'Up' | 'Down' | 'Left' | 'Right', by: number): KeyBinding => ({
    combo,
    label: t('signIn.keys.choose'),
    run: () => {
      const index = shown.findIndex((person) => person === chosen);
      const next = shown[Math.min(Math.max(index + by, 0), shown.length - 1)];
      if (next !== undefined) choose(next.personId);
    },
  });
  useKeys([step('Up', -columns), step('Down', columns), step('Left', -1), step('Right', 1)]);
  return { shown, chosen, choose };
}

type TileProps = { readonly person: PersonTile; readonly chosen: boolean; readonly onChoose: () => void };

function Tile({ person, chosen, onChoose }: TileProps) {
  const { t } = useTranslation();
  return (
    <li>
      <button
        type="button"
        className="mc-tile"
        aria-pressed={chosen}
        tabIndex={-1}
        // The PIN field keeps the focus: a click chooses, the digits can follow at once.
        onMouseDown={(event) => {
          event.preventDefault();
        }}
        onClick={onChoose}
      >
        <span className="mc-avatar" aria-hidden="true">
          {person.initials}
        </span>
        <span className="mc-tile-words">
          <b className="mc-cut">{person.fullName}</b>
          <span className="mc-cut">{person.title ?? person.roles.map((role) => t(`roles.${role}`)).join(', ')}</span>
        </span>
        {person.draftCount > 0 ? <span className="mc-tile-drafts">{t('signIn.drafts', { count: person.draftCount })}</span> : null}
      </button>
    </li>
  );
}

/** People whose name holds the typed letters; digits are the PIN and choose nobody. */
function matching(people: readonly PersonTile[], typed: string): readonly PersonTile[] {
  const wanted = fold(typed.replace(/\d/gu, ''));
  return wanted === '' ? people : people.filter(({ fullName }) => fold(fullName).includes(wanted));
}
