/** The day on a stick: for whom, out, in, and what came of it. */
import { IconUsb } from '@tabler/icons-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsbTarget } from '#shared/contract/usb.ts';
import { FailureLine } from '../../ui/bars/FailureLine.tsx';
import { FilePicker } from '../../ui/FilePicker.tsx';
import { useDesk, useMay } from '../frame/desk.ts';
import { OfficeCode } from './OfficeCode.tsx';
import { UsbTold } from './UsbTold.tsx';
import { type UsbJob, type UsbState, useUsb } from './use-usb.ts';

export function UsbPanel() {
  const { t } = useTranslation();
  const job = useUsb();
  const { state, unread } = job;
  if (state === null && unread === null) return null;
  return (
    <section className="mc-panel mc-usb" aria-label={t('dayEnd.usb.title')}>
      <h2 className="mc-panel-title">
        <IconUsb size="1.25rem" stroke={1.8} aria-hidden className="mc-icon" /> {t('dayEnd.usb.title')}
      </h2>
      {state === null ? <FailureLine failure={unread} /> : <Stick job={job} state={state} />}
    </section>
  );
}

function Stick({ job, state }: { readonly job: UsbJob; readonly state: UsbState }) {
  const { t } = useTranslation();
  const { upstreamName: upstream } = useDesk().unit;
  const mayCarry = useMay('dossier.accept');
  const [chosen, setChosen] = useState<UsbTarget | null>(null);
  const [all, setAll] = useState(false);
  const { busy, phase, code } = job;
  const target = chosen ?? (state.upstream ? 'upstream' : 'office');
  const lacksCode = target === 'office' && !state.officeCode;
  return (
    <>
      {state.upstream ? <Targets target={target} onTarget={setChosen} disabled={busy} /> : null}
      <p>{t(target === 'upstream' ? 'dayEnd.usb.story' : 'dayEnd.usb.officeStory', { upstream })}</p>
      {lacksCode ? <OfficeCode onCode={job.keepCode} /> : null}
      {target === 'office' && !lacksCode ? <All all={all} onAll={setAll} /> : null}
      {code === null ? null : <p role="status">{t('dayEnd.usb.code.made', { code })}</p>}
      <Verbs
        job={job}
        mayWrite={mayCarry && !busy && !lacksCode}
        mayTake={mayCarry && !busy}
        onWrite={() => {
          job.write(target, all);
        }}
      />
      <InView kind={phase.kind}>
        <UsbTold phase={phase} />
      </InView>
      {mayCarry ? null : <p>{t('refusals.not-permitted')}</p>}
    </>
  );
}

type VerbsProps = { readonly job: UsbJob; readonly mayWrite: boolean; readonly mayTake: boolean; readonly onWrite: () => void };

function Verbs({ job, mayWrite, mayTake, onWrite }: VerbsProps) {
  const { t } = useTranslation();
  const verbs = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  useVerbFocus(verbs, job);
  return (
    <div className="mc-usb-verbs" ref={verbs}>
      <button type="button" className="mc-quiet-button" disabled={!mayWrite} onClick={onWrite}>
        {t('dayEnd.usb.export')}
      </button>
      <button
        type="button"
        className="mc-quiet-button"
        disabled={!mayTake}
        onClick={() => {
          picker.current?.click();
        }}
      >
        {t('dayEnd.usb.import')}
      </button>
      <FilePicker picker={picker} accept=".mcb" onFile={job.take} />
    </div>
  );
}

/** Once the panel is there, and again when work has ended: a button that was switched off or went meanwhile has lost the focus. */
function useVerbFocus(verbs: RefObject<HTMLElement | null>, { state, busy }: UsbJob): void {
  useEffect(() => {
    if (state !== null && !busy && document.activeElement === document.body)
      verbs.current?.querySelector<HTMLElement>('button:enabled')?.focus();
  }, [verbs, state, busy]);
}

/** The column scrolls on a small screen, and what came of a file stands at its end. */
function InView({ kind, children }: { readonly kind: UsbJob['phase']['kind']; readonly children: ReactNode }) {
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (kind !== 'idle') told.current?.scrollIntoView({ block: 'nearest' });
  }, [kind]);
  return <div ref={told}>{children}</div>;
}

type TargetsProps = { readonly target: UsbTarget; readonly onTarget: (target: UsbTarget) => void; readonly disabled: boolean };

function Targets({ target, onTarget, disabled }: TargetsProps) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  return (
    <fieldset className="mc-usb-targets" disabled={disabled}>
      <legend>{t('dayEnd.usb.for')}</legend>
      {(['upstream', 'office'] as const).map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="usb-target"
            checked={target === one}
            onChange={() => {
              onTarget(one);
            }}
          />{' '}
          {t(`dayEnd.usb.${one}`, { upstream: unit.upstreamName })}
        </label>
      ))}
    </fieldset>
  );
}

function All({ all, onAll }: { readonly all: boolean; readonly onAll: (all: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <label className="mc-usb-all">
      <input
        type="checkbox"
        checked={all}
        onChange={(event) => {
          onAll(event.currentTarget.checked);
        }}
      />{' '}
      {t('dayEnd.usb.all')}
    </label>
  );
}
