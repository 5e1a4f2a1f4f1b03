import { isSyncFault } from '../../sync/fault.ts';
import { newDeviceKey } from '../../sync/keys.ts';
import { newOfficeCode, readOfficeCode } from '../../sync/usb/office-code.ts';
import { authorAt, authorOf } from '../author.ts';
import { os } from '../os.ts';

const state = os.usb.state.handler(({ context }) => {
  const { store } = context.desk.open();
  return { upstream: store.sync.enrolment() !== undefined, officeCode: store.sync.officeCode() !== undefined };
});

const officeCode = os.usb.officeCode.handler(async ({ context, input }) => {
  const { store } = context.desk.open();
  const code = input.code === null ? (store.sync.officeCode() ?? newOfficeCode()) : readOfficeCode(input.code);
  if (code === undefined) return { officeCode: null, fault: { code: 'office-code-mistyped', details: {} } };
  if (store.sync.device() === undefined) store.sync.keepDevice(await newDeviceKey());
  store.sync.keepOfficeCode(code);
  return { officeCode: code, fault: null };
});

const exportFile = os.usb.export.handler(async ({ context, input }) => {
  const { usb } = context.desk.open();
  const { done, fault } = await told(() => usb.write(input.target, input.all));
  return { file: done, fault };
});

const piece = os.usb.piece.handler(({ context, input }) => ({
  base64: Buffer.from(context.desk.open().usb.piece(input.exportId, input.offset)).toString('base64'),
}));

const begin = os.usb.begin.handler(({ context, input }) => ({ importId: context.desk.open().usb.begin(input.byteLength) }));

const chunk = os.usb.chunk.handler(({ context, input }) => ({
  received: context.desk.open().usb.chunk(input.importId, input.offset, Buffer.from(input.base64, 'base64')),
}));

const take = os.usb.take.handler(async ({ context, input }) => {
  const { desk, session, status } = context;
  const { usb } = desk.open();
  const { actorId } = authorOf(desk, session);
  const { done, fault } = await told(() => usb.take(input.importId, () => authorAt(desk, actorId)));
  status.changed();
  return { taken: done, fault };
});

type Told = { readonly code: string; readonly details: Record<string, unknown> };

/** What a person can act on is an answer; anything else is a fault of ours. */
async function told<T>(work: () => Promise<T>): Promise<{ done: T; fault: null } | { done: null; fault: Told }> {
  try {
    return { done: await work(), fault: null };
  } catch (error) {
    if (!isSyncFault(error)) throw error;
    return { done: null, fault: { code: error.code, details: { ...error.details } } };
  }
}

export const usbHandlers = { state, officeCode, export: exportFile, piece, begin, chunk, take };
