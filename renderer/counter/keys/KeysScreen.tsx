/** What opens the data and the desk: the recovery code and when it was put away, the agency's escrow key, other people's PINs. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryStatus } from '#shared/contract/keys.ts';
import { type CallFailure, failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { dateText } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { focusField } from '../reception/next-field.ts';
import { RecoveryCode } from '../set-up/RecoveryCode.tsx';
import { useRecoveryCode } from '../set-up/use-recovery-code.ts';
import { EscrowPage } from './EscrowPage.tsx';
import { EscrowPanel } from './EscrowPanel.tsx';
import { PinPanel } from './PinPanel.tsx';
import './keys.css';

export function KeysScreen() {
  const { t } = useTranslation();
  const may = useMay('settings.write');
  const [code, setCode] = useState<string | null>(null);
  const [escrow, setEscrow] = useState(false);
  const go = useNavigation((navigation) => navigation.go);
  useKeys([
    {
      combo: 'Esc',
      label: t('ui.back'),
      run: () => {
        if (code === null && !escrow) go({ screen: 'dossiers' });
        setCode(null);
        setEscrow(false);
      },
    },
  ]);
  if (!may)
    return (
      <Screen>
        <h1 className="mc-keys-title">{t('frame.screen.keys')}</h1>
        <p className="mc-panel mc-keys-panel">{t('keysScreen.mayNot')}</p>
      </Screen>
    );
  if (escrow)
    return (
      <EscrowPage
        onDone={() => {
          setEscrow(false);
        }}
      />
    );
  if (code === null)
    return (
      <Overview
        onCode={setCode}
        onEscrow={() => {
          setEscrow(true);
        }}
      />
    );
  return (
    <NewCode
      recoveryCode={code}
      onDone={() => {
        setCode(null);
      }}
    />
  );
}

type OverviewProps = { readonly onCode: (recoveryCode: string) => void; readonly onEscrow: () => void };

function Overview({ onCode, onEscrow }: OverviewProps) {
  const { t } = useTranslation();
  const api = useApi();
  const { data } = useQuery({ queryKey: ['keys', 'status'], queryFn: () => api.keys.status() });
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const make = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { recoveryCode } = await api.keys.newCode();
      onCode(recoveryCode);
    } catch (error) {
      setFailure(failureOf(error));
      setBusy(false);
    }
  };
  return (
    <Screen
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={
        <F9Button
          label={t('keysScreen.newCode')}
          onPress={() => {
            void make();
          }}
          waitingFor={busy ? t('keysScreen.making') : undefined}
        />
      }
    >
      <h1 className="mc-keys-title">{t('frame.screen.keys')}</h1>
      {data === undefined ? null : <Status status={data} />}
      <EscrowPanel onChoose={onEscrow} />
      <PinPanel onFailure={setFailure} />
    </Screen>
  );
}

function Status({ status }: { readonly status: RecoveryStatus }) {
  const { t } = useTranslation();
  return (
    <dl className="mc-panel mc-keys-panel">
      <dt>{t('keysScreen.code')}</dt>
      <dd className={status.state === 'confirmed' ? undefined : 'mc-keys-duty'}>
        {t(`keysScreen.state.${status.state}`, { date: dateText(status.since) })}
      </dd>
    </dl>
  );
}

function NewCode({ recoveryCode, onDone }: { readonly recoveryCode: string; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const form = useRef<HTMLDivElement>(null);
  const job = useRecoveryCode(recoveryCode, onDone);
  return (
    <Screen
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} />}
      verb={
        <F9Button
          label={t('setUp.code.verb')}
          onPress={() => {
            if (!job.confirm()) focusField(form.current, 'group-0');
          }}
          waitingFor={job.busy ? t('setUp.code.waiting') : undefined}
        />
      }
    >
      <h1 className="mc-keys-title">{t('setUp.code.titleNew')}</h1>
      <div className="mc-set-up" ref={form}>
        <p className="mc-set-up-words">{t('setUp.code.wordsNew')}</p>
        <RecoveryCode recoveryCode={recoveryCode} job={job} />
      </div>
    </Screen>
  );
}
