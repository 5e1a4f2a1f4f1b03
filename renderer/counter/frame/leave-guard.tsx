/** A screen whose form saves with F9 and not at each field asks before it is left: by Esc, a tab, a key or a command. */
import { Button, Modal } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { useFocusReturn } from '../../ui/focus-back.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useNavigation } from './navigation.ts';
import './leave-guard.css';

export type LeaveGuard = {
  /** Does `then`, at once when nothing would be lost. Moves to other screens are guarded without it. */
  readonly leave: (then: () => void) => void;
  /** Stands last in the screen. */
  readonly question: ReactNode;
};

export type Leaving = {
  /** Resolves true once everything is kept; false keeps the screen, which says itself what is missing. */
  readonly save: () => Promise<boolean>;
  /** The person gave up what was typed. */
  readonly discard: () => void;
};

export function useLeaveGuard(dirty: boolean, { save, discard }: Leaving): LeaveGuard {
  const hold = useNavigation((navigation) => navigation.hold);
  const [then, setThen] = useState<(() => void) | null>(null);
  useEffect(() => {
    if (!dirty) return undefined;
    hold((move) => {
      setThen(() => move);
    });
    return () => {
      hold(null);
    };
  }, [dirty, hold]);
  const close = () => {
    setThen(null);
  };
  const saveAndGo = async (move: () => void): Promise<void> => {
    close();
    if (await save()) move();
  };
  return {
    leave: (move) => {
      if (dirty) setThen(() => move);
      else move();
    },
    question:
      then === null ? null : (
        <LeaveQuestion
          onStay={close}
          onDiscard={() => {
            close();
            discard();
            then();
          }}
          onSave={() => {
            void saveAndGo(then);
          }}
        />
      ),
  };
}

type LeaveQuestionProps = { readonly onStay: () => void; readonly onDiscard: () => void; readonly onSave: () => void };

function LeaveQuestion({ onStay, onDiscard, onSave }: LeaveQuestionProps) {
  const { t } = useTranslation();
  const stay = useRef<HTMLButtonElement>(null);
  useFocusReturn();
  useKeys(
    [
      { combo: 'F9', label: t('leaving.save'), run: onSave },
      { combo: 'Esc', label: t('leaving.stay'), run: onStay },
    ],
    'dialog',
  );
  useEffect(() => {
    stay.current?.focus();
  }, []);
  return (
    <Modal.Root opened onClose={onStay} closeOnEscape={false} transitionProps={{ duration: 0 }} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Modal.Title>
            <b>{t('leaving.title')}</b>
          </Modal.Title>
          <p className="mc-leaving-words">{t('leaving.words')}</p>
          <div className="mc-leaving">
            <Button ref={stay} data-autofocus variant="default" onClick={onStay}>
              {t('leaving.stay')}
            </Button>
            <Button variant="default" onClick={onDiscard}>
              {t('leaving.discard')}
            </Button>
            <Button onClick={onSave} leftSection={<KeyCap combo="F9" />}>
              {t('leaving.save')}
            </Button>
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
