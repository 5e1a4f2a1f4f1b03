/** The agency's escrow key: pasted or from a file, compared by its fingerprint, and F9 seals the data key for it. */
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { Screen } from '../frame/Screen.tsx';
import { focusField } from '../reception/next-field.ts';
import { fingerprintText } from './fingerprint.ts';
import { type EscrowJob, mostKeyBytes, useEscrow } from './use-escrow.ts';

export function EscrowPage({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const page = useRef<HTMLDivElement>(null);
  const job = useEscrow(onDone);
  const { failure, busy, replaces } = job;
  const lacks = lacksOf(job);
  useEffect(() => {
    focusField(page.current, 'escrowKey');
  }, []);
  return (
    <Screen
      bars={failure === null ? null : <ErrorBar failure={failure} />}
      verb={
        <F9Button
          label={t(replaces === null ? 'keysScreen.escrowVerb' : 'keysScreen.escrowReplace')}
          hint={lacks === null ? undefined : t(`keysScreen.escrowLacks.${lacks}`)}
          waitingFor={busy ? t('keysScreen.escrowSealing') : undefined}
          onPress={() => {
            if (lacks === null) job.seal();
            else focusField(page.current, lacks);
          }}
        />
      }
    >
      <h1 className="mc-keys-title">{t('keysScreen.escrow')}</h1>
      <div className="mc-panel mc-keys-panel mc-keys-escrow" ref={page}>
        <p className="mc-s">{t('keysScreen.escrowWords')}</p>
        <KeyText job={job} />
        <KeyFile job={job} />
        <Found job={job} />
      </div>
    </Screen>
  );
}

/** `data-field` of what still keeps the key from being sealed for. */
function lacksOf({ read, replaces, agreed }: EscrowJob): 'escrowKey' | 'escrowAgreed' | null {
  if (read === null) return 'escrowKey';
  return replaces !== null && !agreed ? 'escrowAgreed' : null;
}

function KeyText({ job: { text, type } }: { readonly job: EscrowJob }) {
  const { t } = useTranslation();
  return (
    <Textarea
      data-field="escrowKey"
      label={t('keysScreen.escrowKey')}
      description={t('keysScreen.escrowKeyWords')}
      rows={2}
      autoComplete="off"
      spellCheck={false}
      maxLength={mostKeyBytes}
      value={text}
      onChange={(event) => {
        type(event.currentTarget.value);
      }}
    />
  );
}

function KeyFile({ job: { take } }: { readonly job: EscrowJob }) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" onClick={() => picker.current?.click()}>
        {t('keysScreen.escrowFile')}
      </Button>
      <FilePicker picker={picker} accept=".pub,.txt,text/plain" onFile={take} />
    </>
  );
}

function Found({ job: { read, replaces, agreed, agree } }: { readonly job: EscrowJob }) {
  const { t } = useTranslation();
  return (
    <div role="status">
      {read === null ? null : (
        <p className="mc-keys-fingerprint">{t('keysScreen.escrowFound', { fingerprint: fingerprintText(read.fingerprint) })}</p>
      )}
      {replaces === null ? null : (
        <>
          <p className="mc-notice-bar">{t('keysScreen.escrowReplaces', { fingerprint: fingerprintText(replaces.fingerprint) })}</p>
          <Checkbox
            data-field="escrowAgreed"
            label={t('keysScreen.escrowAgree')}
            checked={agreed}
            onChange={(event) => {
              agree(event.currentTarget.checked);
            }}
          />
        </>
      )}
    </div>
  );
}
