/** The clock's question over the screen that is open: nothing of the desk can be reached until it is answered. */
import { Modal } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockState } from '#shared/contract/clock.ts';
import { useFocusReturn } from '../../ui/focus-back.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useDesk } from '../frame/desk.ts';
import { ClockForm, titleKey } from './ClockForm.tsx';
import { type ClockQuestionView, useClockQuestion } from './use-clock-question.ts';

export type ClockQuestionProps = { readonly changes: number; readonly onAnswered: () => void };

export function ClockQuestion({ changes, onAnswered }: ClockQuestionProps) {
  const view = useClockQuestion(changes, null, onAnswered);
  const { state } = view;
  return state === undefined || state.question === null ? null : <Asked view={view} state={state} />;
}

function Asked({ view, state }: { readonly view: ClockQuestionView; readonly state: ClockState }) {
  const { t } = useTranslation();
  const { lock } = useDesk();
  useFocusReturn();
  const time = useRef<HTMLInputElement>(null);
  useKeys([{ combo: 'Ctrl+Q', label: t('keys.lock'), run: lock }], 'dialog');
  return (
    <Modal.Root
      opened
      onClose={() => {
        time.current?.focus();
      }}
      closeOnEscape={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      centered
      size="lg"
    >
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <ClockForm view={view} state={state} field={time} title={<Modal.Title>{t(titleKey(state))}</Modal.Title>} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
