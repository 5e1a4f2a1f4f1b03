/** The signed-in page: header, the screen asked for, and the keys that hold on every screen. */
import { useIdle } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedIn, Unit } from '#shared/contract/office.ts';
import { type CallFailure, type CounterApi, failureOf, useApi } from '../../bridge/index.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { type KeyBinding, useKeys } from '../../ui/keys/KeyLayer.tsx';
import { ClockWatch } from '../clock/ClockWatch.tsx';
import { screens } from '../screens.tsx';
import { AllCommands } from './AllCommands.tsx';
import { beforeLock } from './before-lock.ts';
import { type Desk, DeskContext, useMay } from './desk.ts';
import { DutyLines } from './DutyLines.tsx';
import { Header } from './Header.tsx';
import { HeaderStatusProvider } from './header-status.ts';
import { Help } from './Help.tsx';
import { useNavigation } from './navigation.ts';
import { useSaying } from './say.ts';
import { SayingLine } from './SayingLine.tsx';
import './frame.css';

export type DeskScreensProps = {
  readonly unit: Unit;
  readonly person: SignedIn;
  readonly now: string;
  readonly readAtMs: number;
  /** Null until the setting is read. */
  readonly idleLockMinutes: number | null;
  /** Has the desk's state read again. */
  readonly onLocked: () => void;
};

export function DeskScreens({ unit, person, now, readAtMs, idleLockMinutes, onLocked }: DeskScreensProps) {
  const place = useNavigation((navigation) => navigation.place);
  const lock = useLock(onLocked);
  const desk = useMemo<Desk>(
    () => ({
      unit,
      person,
      now,
      readAtMs,
      lock,
    }),
    [unit, person, now, readAtMs, lock],
  );
  const screen = screens.find(({ shows }) => shows.includes(place.screen));
  return (
    <DeskContext value={desk}>
      <HeaderStatusProvider who={JSON.stringify(person)} onOver={onLocked}>
        <div className="mc-frame">
          <FrameKeys lock={desk.lock} />
          {idleLockMinutes === null ? null : <IdleLock minutes={idleLockMinutes} lock={desk.lock} />}
          <Header />
          <SayingLine />
          <DutyLines />
          {screen?.render(place)}
          {unit.training ? <div className="mc-training" aria-hidden="true" /> : null}
          <ClockWatch read={onLocked} />
        </div>
      </HeaderStatusProvider>
    </DeskContext>
  );
}

/** Keeps what is being typed, then signs the person out; a desk that stays open says so. */
function useLock(onLocked: () => void): () => void {
  const api = useApi();
  const { t } = useTranslation();
  const say = useSaying((saying) => saying.say);
  return useCallback(() => {
    const lock = async () => {
      const failure = await signOut(api);
      if (failure !== null) {
        const { title, action } = failureWords(failure, t);
        say(`${title} ${action}`);
      }
      onLocked();
    };
    void lock();
  }, [api, t, say, onLocked]);
}

/** What kept the person from being signed out, or null. */
async function signOut(api: CounterApi): Promise<CallFailure | null> {
  try {
    await beforeLock();
    await api.office.signOut();
    return null;
  } catch (error) {
    return failureOf(error);
  }
}

function FrameKeys({ lock }: { readonly lock: () => void }) {
  const { t } = useTranslation();
  const mayAccept = useMay('dossier.accept');
  const go = useNavigation((navigation) => navigation.go);
  const [dialog, setDialog] = useState<'help' | 'commands' | null>(null);
  const close = () => {
    setDialog(null);
  };
  const has = (id: string) => screens.some((screen) => screen.id === id);
  const keys: KeyBinding[] = [
    {
      combo: 'F1',
      label: t('keys.help'),
      run: () => {
        setDialog('help');
      },
    },
    {
      combo: 'F2',
      label: t('keys.newDossier'),
      run: mayAccept
        ? () => {
            go({ screen: 'reception', ask: 'new' });
          }
        : undefined,
      why: t('reception.mayNot.title'),
    },
    ...(has('dossiers')
      ? [
          {
            combo: 'F3' as const,
            label: t('keys.find'),
            run: () => {
              go({ screen: 'dossiers', ask: 'search' });
            },
          },
        ]
      : []),
    {
      combo: 'Ctrl+K',
      label: t('keys.allCommands'),
      run: () => {
        setDialog('commands');
      },
    },
    { combo: 'Ctrl+Q', label: t('keys.lock'), run: lock, inBar: false },
    ...screens.flatMap(({ id, digit, open }) =>
      digit === undefined
        ? []
        : [
            {
              combo: `Alt+${digit}` as const,
              label: t(`frame.screen.${id}`),
              run: () => {
                go(open);
              },
              inBar: false,
            },
          ],
    ),
  ];
  useKeys(keys, 'frame');
  if (dialog === 'help') return <Help onClose={close} />;
  return dialog === 'commands' ? <AllCommands onClose={close} /> : null;
}

function IdleLock({ minutes, lock }: { readonly minutes: number; readonly lock: () => void }) {
  const idle = useIdle(minutes * 60_000, { initialState: false });
  useEffect(() => {
    if (idle) lock();
  }, [idle, lock]);
  return null;
}
