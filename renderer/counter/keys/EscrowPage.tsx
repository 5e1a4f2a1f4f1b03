/** The agency's escrow key: pasted or from a file, compared by its fingerprint, and F9 seals the data key for it. */
import { Button, Checkbox, Textarea } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBar } from '../../ui/bars/ErrorBar.tsx';
import { F9Button } from '../../ui/bars/F9Button.tsx';
import { Screen } from '../frame/Screen.tsx';
import { focusField } from '../reception/next-field.ts';
import { fingerprintText } from './fingerprint.ts';
import { type EscrowJob, useEscrow } from './use-escrow.ts';

/** A recipient's file is one line; more is something else. */
const mostBytes = 20_000;

export function EscrowPage({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const page = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const job = useEscrow(onDone);
  const { read, replaces } = job;
  useEffect(() => {
    focusField(page.current, 'escrowKey');
  }, []);
  const lacks = read === null ? 'escrowKey' : replaces !== null && !job.agreed ? 'escrowAgreed' : null;
  return (
    <Screen
      bars={job.failure === null ? null : <ErrorBar failure={job.failure} />}
      verb={
        <F9Button
          label={t(replaces === null ? 'keysScreen.escrowVerb' : 'keysScreen.escrowReplace')}
          hint={lacks === null ? undefined : t(`keysScreen.escrowLacks.${lacks}`)}
          waitingFor={job.busy ? t('keysScreen.escrowSealing') : undefined}
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
        <Textarea
          data-field="escrowKey"
          label={t('keysScreen.escrowKey')}
          description={t('keysScreen.escrowKeyWords')}
          classNames={{ label: 'mc-field-label', input: 'mc-input', description: 'mc-field-note' }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rows={2}
          autoComplete="off"
          spellCheck={false}
          maxLength={mostBytes}
          value={job.text}
          onChange={(event) => {
            job.type(event.currentTarget.value);
          }}
        />
        <Button variant="default" onClick={() => picker.current?.click()}>
          {t('keysScreen.escrowFile')}
        </Button>
        <input
          ref={picker}
          type="file"
          accept=".pub,.txt,text/plain"
          hidden
          aria-label={t('keysScreen.escrowFile')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            // The same file chosen again is an event again.
            event.currentTarget.value = '';
            if (file !== undefined) void file.slice(0, mostBytes).text().then(job.type);
          }}
        />
        <Found job={job} />
      </div>
    </Screen>
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
