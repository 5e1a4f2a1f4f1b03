/** The day on a stick: out, in, and what came of it in plain words. */
import { IconUsb } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsbTaken, UsbTarget } from '#shared/contract/usb.ts';
import { failureWords } from '../../ui/bars/failure-words.ts';
import { numberText } from '../../ui/format.ts';
import { useDesk, useMay } from '../frame/desk.ts';
import { faultWords } from '../sync/sync-words.ts';
import { megabytes } from '../sync/work.ts';
import { type UsbJob, useUsb } from './use-usb.ts';

export function UsbPanel() {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const mayCarry = useMay('dossier.accept');
  const job = useUsb();
  const picker = useRef<HTMLInputElement>(null);
  const verbs = useRef<HTMLDivElement>(null);
  const told = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<UsbTarget | null>(null);
  const [all, setAll] = useState(false);
  const { state, busy, phase } = job;
  // Once the panel is there, and again when work has ended: a button that was switched off meanwhile has lost the focus.
  useEffect(() => {
    if (state !== null && !busy && document.activeElement === document.body)
      verbs.current?.querySelector<HTMLElement>('button:enabled')?.focus();
  }, [state, busy]);
  // The column scrolls on a small screen, and what came of a file stands at its end.
  useEffect(() => {
    if (phase.kind !== 'idle') told.current?.scrollIntoView({ block: 'nearest' });
  }, [phase.kind]);
  if (state === null) return null;
  const target = chosen ?? (state.upstream ? 'upstream' : 'office');
  const lacksCode = target === 'office' && !state.officeCode;
  return (
    <section className="mc-panel mc-usb" aria-label={t('dayEnd.usb.title')}>
      <h2 className="mc-panel-title">
        <IconUsb size="1.25rem" stroke={1.8} aria-hidden className="mc-icon" /> {t('dayEnd.usb.title')}
      </h2>
      {state.upstream ? <Targets target={target} onTarget={setChosen} disabled={busy} /> : null}
      <p>{t(target === 'upstream' ? 'dayEnd.usb.story' : 'dayEnd.usb.officeStory', { upstream: unit.upstreamName })}</p>
      {lacksCode ? <OfficeCode job={job} /> : null}
      {target === 'office' && !lacksCode ? (
        <label className="mc-usb-all">
          <input
            type="checkbox"
            checked={all}
            onChange={(event) => {
              setAll(event.currentTarget.checked);
            }}
          />{' '}
          {t('dayEnd.usb.all')}
        </label>
      ) : null}
      {job.code === null ? null : <p role="status">{t('dayEnd.usb.code.made', { code: job.code })}</p>}
      <div className="mc-usb-verbs" ref={verbs}>
        <button
          type="button"
          className="mc-quiet-button"
          disabled={busy || lacksCode || !mayCarry}
          onClick={() => {
            job.write(target, all);
          }}
        >
          {t('dayEnd.usb.export')}
        </button>
        <button
          type="button"
          className="mc-quiet-button"
          disabled={busy || !mayCarry}
          onClick={() => {
            picker.current?.click();
          }}
        >
          {t('dayEnd.usb.import')}
        </button>
        <Picker picker={picker} onFile={job.take} />
      </div>
      <div ref={told}>
        <Told job={job} />
      </div>
      {mayCarry ? null : <p>{t('refusals.not-permitted')}</p>}
    </section>
  );
}

function Picker({ picker, onFile }: { readonly picker: RefObject<HTMLInputElement | null>; readonly onFile: (file: File) => void }) {
  return (
    <input
      ref={picker}
      type="file"
      accept=".mcb"
      hidden
      onChange={(event) => {
        const file = event.currentTarget.files?.[0];
        // The same file chosen again is an event again.
        event.currentTarget.value = '';
        if (file !== undefined) onFile(file);
      }}
    />
  );
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

function OfficeCode({ job }: { readonly job: UsbJob }) {
  const { t } = useTranslation();
  const may = useMay('settings.write');
  const [typed, setTyped] = useState('');
  if (!may) return <p>{t('dayEnd.usb.code.ask')}</p>;
  return (
    <div className="mc-usb-code">
      <p>{t('dayEnd.usb.code.need')}</p>
      <label>
        {t('dayEnd.usb.code.field')}
        <input
          type="text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </label>
      <div className="mc-usb-verbs">
        <button
          type="button"
          className="mc-quiet-button"
          disabled={typed.trim() === ''}
          onClick={() => {
            job.keepCode(typed.trim());
          }}
        >
          {t('dayEnd.usb.code.keep')}
        </button>
        <button
          type="button"
          className="mc-quiet-button"
          onClick={() => {
            job.keepCode(null);
          }}
        >
          {t('dayEnd.usb.code.make')}
        </button>
      </div>
    </div>
  );
}

function Told({ job: { phase } }: { readonly job: UsbJob }) {
  const { t } = useTranslation();
  const { unit } = useDesk();
  const upstream = unit.upstreamName;
  switch (phase.kind) {
    case 'idle':
      return <p role="status" className="mc-usb-told" />;
    case 'writing':
    case 'judging':
      return (
        <p role="status" className="mc-usb-told">
          {t(`dayEnd.usb.${phase.kind}`)}
        </p>
      );
    case 'reading':
    case 'sending': {
      const words = t(`dayEnd.usb.${phase.kind}`, { done: megabytes(phase.done), total: megabytes(phase.total) });
      return (
        <div className="mc-usb-told">
          <progress className="mc-dayend-bar" max={phase.total} value={phase.done} aria-label={words} />
          <p>{words}</p>
        </div>
      );
    }
    case 'saved': {
      const { fileName, acts, blobs } = phase.file;
      const values = { name: fileName, acts: numberText(acts), blobs: numberText(blobs), upstream };
      return (
        <p role="status" className="mc-usb-told">
          {t(phase.target === 'upstream' ? 'dayEnd.usb.saved' : 'dayEnd.usb.savedOffice', values)}
        </p>
      );
    }
    case 'taken':
      return (
        <p role="status" className="mc-usb-told">
          {takenWords(phase.taken, upstream, t)}
        </p>
      );
    case 'refused':
      return (
        <p role="alert" className="mc-usb-told mc-dayend-since">
          {faultWords(phase.fault.code, phase.fault.details, upstream, t)}
        </p>
      );
    case 'failed':
      return (
        <p role="alert" className="mc-usb-told mc-field-error">
          {failureWords(phase.failure, t).title}
        </p>
      );
  }
}

/** "Đã xác nhận 40 việc, máy chủ huyện đã ký. Nhận 3 việc của quầy khác." */
function takenWords({ from, added, confirmed, countersigned, unsentActs }: UsbTaken, upstream: string, t: TFunction): string {
  const number = numberText(confirmed);
  const said = [
    ...(confirmed > 0 ? [t(countersigned > 0 ? 'dayEnd.usb.signed' : 'dayEnd.usb.confirmed', { number, upstream })] : []),
    ...(confirmed === 0 && countersigned > 0 ? [t('dayEnd.usb.signedOnly', { upstream })] : []),
    ...(added > 0 ? [t('dayEnd.usb.added', { number: numberText(added) })] : []),
  ];
  const left = from === 'upstream' && unsentActs > 0 ? [t('dayEnd.usb.left', { number: numberText(unsentActs) })] : [];
  return [...(said.length === 0 ? [t('dayEnd.usb.nothing')] : said), ...left].join(' ');
}
