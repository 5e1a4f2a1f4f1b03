/** Whether the agency can open this counter when its user, machine and paper are all gone. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EscrowStatus } from '#shared/contract/keys.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { fingerprintText } from './fingerprint.ts';
import { useEscrowStatus } from './use-escrow.ts';

export function EscrowPanel({ onChoose }: { readonly onChoose: () => void }) {
  const { t } = useTranslation();
  const { status, unread } = useEscrowStatus();
  if (status === null && unread === null) return null;
  return (
    <section className="mc-panel mc-keys-panel" aria-labelledby="mc-keys-escrow">
      <h2 className="mc-keys-head" id="mc-keys-escrow">
        {t('keysScreen.escrow')}
      </h2>
      {status === null ? <FailureLine failure={unread} /> : <Sealed status={status} onChoose={onChoose} />}
    </section>
  );
}

function Sealed({ status: { sealedFor, damaged }, onChoose }: { readonly status: EscrowStatus; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      {damaged ? <p className="mc-keys-duty">{t('keysScreen.escrowDamaged')}</p> : null}
      {sealedFor === null ? (
        <p className="mc-s">{t('keysScreen.escrowNone')}</p>
      ) : (
        <>
          <p className="mc-s">{t('keysScreen.escrowSet', { fingerprint: fingerprintText(sealedFor.fingerprint) })}</p>
          <p className="mc-s mc-muted mc-keys-recipient">{sealedFor.recipient}</p>
        </>
      )}
      <Button variant="default" onClick={onChoose}>
        {t(sealedFor === null ? 'keysScreen.escrowChoose' : 'keysScreen.escrowChange')}
      </Button>
    </>
  );
}
