/** The machine cannot work: what happened, what is safe, one action. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isErrorCode } from '../../bridge/index.ts';
import './full-page.css';

export type FaultPageProps = {
  readonly failure: { readonly code: string; readonly params: Readonly<Record<string, unknown>>; readonly reference: string | undefined };
  readonly onAgain: () => void;
};

export function FaultPage({ failure: { code, params, reference }, onAgain }: FaultPageProps) {
  const { t } = useTranslation();
  const known = isErrorCode(code) || code === 'line-lost' ? code : 'unexpected';
  return (
    <main className="mc-full">
      <section className="mc-full-card" role="alert">
        <h1 className="mc-full-title">{t(`errors.${known}.title`, { ...params })}</h1>
        <p>{t(`errors.${known}.action`, { ...params })}</p>
        <Button onClick={onAgain} autoFocus>
          {t('ui.again')}
        </Button>
        {reference === undefined ? null : <p className="mc-s mc-muted">{t('ui.reference', { reference })}</p>}
      </section>
    </main>
  );
}
