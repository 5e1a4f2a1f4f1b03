import { type ImportPreview, type ImportProgress, maxImportBytes } from '#shared/contract/register.ts';
import { fail, Failure } from '#shared/errors.ts';
import { authorOf } from '../author.ts';
import { os } from '../os.ts';
import { momentOf } from '../service/body.ts';
import type { PaperPort } from '../../paper/port.ts';
import type { ReadRegister } from '../../register/read-register.ts';
import { alreadyHere, runImport } from '../service/import.ts';
import { personOf, type Session } from '../session.ts';

type Upload = { readonly ownerId: string; readonly fileName: string; readonly bytes: Buffer; received: number; register?: ReadRegister };

/** Files on their way in, of this life of the app: an upload that was cut off is begun again. */
const uploads = new Map<string, Upload>();

function uploadOf(session: Session, importId: string): Upload {
  const upload = uploads.get(importId);
  if (upload?.ownerId !== personOf(session).personId) throw fail('import-unknown', {});
  return upload;
}

const begin = os.register.begin.handler(({ context, input }) => {
  if (input.byteLength > maxImportBytes) throw fail('file-too-large', { maxBytes: maxImportBytes });
  const ownerId = personOf(context.session).personId;
  for (const [importId, upload] of uploads) if (upload.ownerId === ownerId) uploads.delete(importId);
  const importId = context.desk.ports.ids.next();
  uploads.set(importId, { ownerId, fileName: input.fileName, bytes: Buffer.alloc(input.byteLength), received: 0 });
  return { importId };
});

const chunk = os.register.chunk.handler(({ context, input }) => {
  const upload = uploadOf(context.session, input.importId);
  const bytes = Buffer.from(input.base64, 'base64');
  if (input.offset > upload.received || input.offset + bytes.byteLength > upload.bytes.byteLength)
    throw fail('file-unreadable', { why: 'chunk' });
  bytes.copy(upload.bytes, input.offset);
  upload.received = Math.max(upload.received, input.offset + bytes.byteLength);
  return { received: upload.received };
});

/** The file is read where it can be ended: one that grows without end when it is unpacked takes that process with it, not the desk. */
async function registerOf(upload: Upload, paper: PaperPort): Promise<ReadRegister> {
  if (upload.received !== upload.bytes.byteLength) throw fail('file-unreadable', { why: 'incomplete' });
  upload.register ??= await paper.readRegister(upload.bytes).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'paper-process-died'
      ? fail('file-unreadable', { why: 'too-large-inside' }, error)
      : error;
  });
  return upload.register;
}

const preview = os.register.preview.handler(async ({ context, input }): Promise<ImportPreview> => {
  const register = await registerOf(uploadOf(context.session, input.importId), context.desk.ports.paper);
  const already = alreadyHere(context.desk.open().store, register);
  return {
    read: register.read,
    importable: register.good.length - already,
    already,
    rejected: register.rejected.map(({ row, reason, params }) => ({ row, reason, params: { ...params } })),
    headers: register.headers.columns.map(({ header, field }) => ({ header, field })),
    sample: register.sample.map((cells) => cells.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))),
  };
});

const run = os.register.run.handler(async function* ({ context, input, signal }): AsyncGenerator<ImportProgress> {
  const upload = uploadOf(context.session, input.importId);
  const register = await registerOf(upload, context.desk.ports.paper);
  const { store, office } = context.desk.open();
  const author = authorOf(context.desk, context.session);
  const total = register.good.length;
  let last = { imported: 0, already: 0 };
  yield { phase: 'running', done: 0, total, imported: 0, already: 0, rejected: register.rejected.length };
  for await (const { done, imported, already } of runImport(store, office(), author, register)) {
    last = { imported, already };
    context.status.changed();
    if (signal?.aborted === true) return;
    yield { phase: 'running', done, total, ...last, rejected: register.rejected.length };
  }
  const file = {
    sha256: register.sha256,
    name: upload.fileName,
    rows: register.read,
    importedAt: momentOf(author),
    actorId: author.actorId,
  };
  store.writeLocal(() => {
    store.importedFiles.put(file);
  });
  uploads.delete(input.importId);
  yield { phase: 'done', done: total, total, ...last, rejected: register.rejected.length };
});

const cancel = os.register.cancel.handler(({ context, input }) => {
  uploadOf(context.session, input.importId);
  uploads.delete(input.importId);
  return {};
});

export const registerHandlers = { begin, chunk, preview, run, cancel };
