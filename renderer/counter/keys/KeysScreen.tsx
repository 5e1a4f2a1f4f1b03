/** What opens the data and the desk: the recovery code and when it was put away, the agency's escrow key, other people's PINs. */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { failureOf, useApi } from '../../bridge/index.ts';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { dateText } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useAttempt } from '../../ui/use-attempt.ts';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';
import { Screen } from '../frame/Screen.tsx';
import { focusField } from '../reception/next-field.ts';
import { RecoveryCode } from '../set-up/RecoveryCode.tsx';
import { useRecoveryCode } from '../set-up/use-recovery-code.ts';
import { EscrowPage } from './EscrowPage.tsx';
import { EscrowPanel } from './EscrowPanel.tsx';
import { PinPanel } from './PinPanel.tsx';
import { useNewPin } from './use-new-pin.ts';
import './keys.css';

type Shown = { readonly kind: 'overview' } | { readonly kind: 'escrow' } | { readonly kind: 'code'; readonly recoveryCode: string };
const overview: Shown = { kind: 'overview' };

export function KeysScreen() {
  const { t } = useTranslation();
  const may = useMay('settings.write');
  const go = useNavigation((navigation) => navigation.go);
  const [shown, show] = useState<Shown>(overview);
  const back = () => {
    show(overview);
  };
  useKeys([
    {
      combo: 'Esc',
      label: t('ui.back'),
      run: () => {
        if (shown.kind === 'overview') go({ screen: 'dossiers' });
        else back();
      },
    },
  ]);
  if (!may) return <MayNot />;
  switch (shown.kind) {
    case 'overview':
      return <Overview onShow={show} />;
    case 'escrow':
      return <EscrowPage onDone={back} />;
    case 'code':
      return <NewCode recoveryCode={shown.recoveryCode} onDone={back} />;
  }
}

function MayNot() {
  const { t } = useTranslation();
  return (
    <Screen>
      <h1 className="mc-keys-title">{t('frame.screen.keys')}</h1>
      <p className="mc-panel mc-keys-panel">{t('keysScreen.mayNot')}</p>
    </Screen>
  );
}

function Overview({ onShow }: { readonly onShow: (shown: Shown) => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const pin = useNewPin();
  const making = useAttempt();
  const failure = making.failure ?? pin.failure;
  const make = () => {
    pin.dismiss();
    making.run(async () => {
      const { recoveryCode } = await api.keys.newCode();
      onShow({ kind: 'code', recoveryCode });
    });
  };
  return (
    <Screen
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={<F9Button label={t('keysScreen.newCode')} onPress={make} waitingFor={making.busy ? t('keysScreen.making') : undefined} />}
    >
      <h1 className="mc-keys-title">{t('frame.screen.keys')}</h1>
      <CodeState />
      <EscrowPanel
        onChoose={() => {
          onShow({ kind: 'escrow' });
        }}
      />
      <PinPanel job={pin} />
    </Screen>
  );
}

/** Whether the recovery code lies on paper, and since when. */
function CodeState() {
  const { t } = useTranslation();
  const api = useApi();
  const { data, error } = useQuery({ queryKey: ['keys', 'status'], queryFn: ({ signal }) => api.keys.status(undefined, { signal }) });
  if (data === undefined && error === null) return null;
  return (
    <dl className="mc-panel mc-keys-panel">
      <dt>{t('keysScreen.code')}</dt>
      {data === undefined ? (
        <dd>
          <FailureLine failure={failureOf(error)} />
        </dd>
      ) : (
        <dd className={data.state === 'confirmed' ? undefined : 'mc-keys-duty'}>
          {t(`keysScreen.state.${data.state}`, { date: dateText(data.since) })}
        </dd>
      )}
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
