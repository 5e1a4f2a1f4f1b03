/** After a restore: the last code on paper, or that nobody is sure. The same question as at the triage, until it is answered. */
import { Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LastCodeJob } from './use-last-code.ts';

export function LastCodePanel({ job }: { readonly job: LastCodeJob }) {
  const { t } = useTranslation();
  const { form, asks } = job;
  return (
    <section className="mc-panel mc-numbers-panel" aria-labelledby="numbers-last-code">
      <h2 className="mc-panel-title" id="numbers-last-code">
        {t('numbers.lastCode.title')}
      </h2>
      <p className="mc-s">{t(asks ? 'numbers.lastCode.asks' : 'numbers.lastCode.reserve')}</p>
      <TextInput
        data-field="lastCode"
        label={t('triage.lastCode')}
        description={t('triage.lastCodeWords')}
        value={form.typed}
        disabled={form.unsure}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          job.change({ typed: event.currentTarget.value });
        }}
      />
      {asks ? (
        <Checkbox
          label={t('triage.unsure')}
          description={t('triage.unsureWords')}
          checked={form.unsure}
          onChange={(event) => {
            job.change({ unsure: event.currentTarget.checked });
          }}
        />
      ) : null}
    </section>
  );
}
