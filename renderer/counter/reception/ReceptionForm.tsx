/** All that is typed: the procedure, who asks, which papers, delivery and fee, and when to come back. */
import { type RefObject, useCallback } from 'react';
import { ApplicantPanel } from './ApplicantPanel.tsx';
import { BackfillPanel } from './BackfillPanel.tsx';
import { DeliveryFeePanel } from './DeliveryFeePanel.tsx';
import { DocumentsPanel } from './DocumentsPanel.tsx';
import { DueStrip } from './DueStrip.tsx';
import { focusField } from './next-field.ts';
import { ProcedurePanel } from './ProcedurePanel.tsx';
import { useReception, useReceptionStore } from './reception-store.ts';
import type { CardScan } from './use-card-scan.ts';
import type { FormFocus } from './use-form-focus.ts';
import type { ReceptionFacts } from './use-reception-facts.ts';
import { firstEmpty } from './use-start-focus.ts';

export type ReceptionFormProps = {
  readonly facts: ReceptionFacts;
  readonly form: RefObject<HTMLDivElement | null>;
  readonly handlers: FormFocus['handlers'];
  readonly scan: CardScan;
  readonly save: () => void;
};

export function ReceptionForm({ facts, form, handlers, scan, save }: ReceptionFormProps) {
  const { draftId, data, today, procedure, preview, dueFault, settles } = facts;
  const store = useReceptionStore();
  const editing = useReception((state) => state.stage.kind === 'form');
  const slipAsked = useReception((state) => state.slipAsked);
  // The first thing a procedure leaves to be typed; drawn first, then focused.
  const onChosen = useCallback(() => {
    save();
    requestAnimationFrame(() => {
      focusField(form.current, firstEmpty(store));
    });
  }, [save, store, form]);
  const backfills = data.occurredAt !== '';
  return (
    <div
      ref={form}
      className={`mc-reception${backfills ? ' mc-reception-backfill' : ''}`}
      // Locked while the machine works and while the paper waits for its answer.
      inert={!editing}
      {...handlers}
    >
      {backfills || data.backfillReason !== '' ? <BackfillPanel key={draftId} occurredAt={data.occurredAt} today={today} /> : null}
      <ProcedurePanel
        procedureCode={data.procedureCode}
        variant={data.variant}
        procedure={procedure}
        feeVnd={preview?.feeVnd ?? null}
        onChosen={onChosen}
      />
      <div className="mc-columns">
        <ApplicantPanel data={data} today={today} scan={scan} form={form} />
        <div className="mc-column">
          <DocumentsPanel documents={data.documents} procedure={procedure} save={save} />
          <DeliveryFeePanel procedure={procedure} feeVnd={preview?.feeVnd ?? null} />
        </div>
      </div>
      <DueStrip due={preview?.due ?? null} fault={dueFault} procedure={procedure} settles={settles} slipAsked={slipAsked} today={today} />
    </div>
  );
}
