/** The two long pieces of work with a stick, told step by step: a bundle out to a file, and a file in. */
import { type UsbFile, usbPieceBytes, type UsbTaken, type UsbTarget } from '#shared/contract/usb.ts';
import type { CallFailure, CounterApi } from '../../bridge/index.ts';
import { gather, saveAs, scatter } from '../sync/pieces.ts';

/** A code under `sync.errors` and its values. */
export type UsbFault = { readonly code: string; readonly details: Readonly<Record<string, unknown>> };

/** `done` and `total` are bytes. */
export type UsbPhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'writing' | 'judging' }
  | { readonly kind: 'reading' | 'sending'; readonly done: number; readonly total: number }
  | { readonly kind: 'saved'; readonly target: UsbTarget; readonly file: UsbFile }
  | { readonly kind: 'taken'; readonly taken: UsbTaken }
  | { readonly kind: 'refused'; readonly fault: UsbFault }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

type UsbApi = Pick<CounterApi, 'usb'>;
type Tell = (phase: UsbPhase) => void;

export function isUnderWay({ kind }: UsbPhase): boolean {
  return kind === 'writing' || kind === 'reading' || kind === 'sending' || kind === 'judging';
}

/** `fault` null: refused without a reason, which the table of words tells as such. */
export function refused(fault: UsbFault | null): UsbPhase {
  return { kind: 'refused', fault: fault ?? { code: 'other', details: {} } };
}

/** Has the bundle written and hands it to the person as a file. `all`: everything, for a desk that is new. Answers how it ended. */
export async function writeBundle({ usb }: UsbApi, target: UsbTarget, all: boolean, tell: Tell): Promise<UsbPhase> {
  tell({ kind: 'writing' });
  const { file, fault } = await usb.export({ target, all });
  if (file === null) return refused(fault);
  const { exportId, byteLength: total, fileName } = file;
  const bytes = await gather(
    (offset) => usb.piece({ exportId, offset }),
    (done) => {
      tell({ kind: 'reading', done, total });
    },
  );
  saveAs(fileName, bytes);
  return { kind: 'saved', target, file };
}

/** Sends the chosen file and has it judged. Answers how it ended. */
export async function takeBundle({ usb }: UsbApi, file: Blob, tell: Tell): Promise<UsbPhase> {
  const total = file.size;
  const sending = (done: number): void => {
    tell({ kind: 'sending', done, total });
  };
  sending(0);
  if (total === 0) return refused({ code: 'bundle-damaged', details: {} });
  const { importId } = await usb.begin({ byteLength: total });
  await scatter(file, usbPieceBytes, (piece) => usb.chunk({ importId, ...piece }), sending);
  tell({ kind: 'judging' });
  const { taken, fault } = await usb.take({ importId });
  return taken === null ? refused(fault) : { kind: 'taken', taken };
}
