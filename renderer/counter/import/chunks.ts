/** A file crosses to the app in base64 pieces, each answered before the next. */
import { importChunkBytes } from '#shared/contract/register.ts';

/** Base64 grows by whole groups of three bytes; slices of this size keep `String.fromCharCode` inside the engine's argument limit. */
const sliceBytes = 3 * 8192;

/** What receives the pieces: the two calls of the contract that this needs. */
export type ImportDoor = {
  begin(input: { fileName: string; byteLength: number }): Promise<{ importId: string }>;
  chunk(input: { importId: string; offset: number; base64: string }): Promise<{ received: number }>;
};

/** What is sent: a `File` of the page, or its like. */
export type NamedBytes = { readonly name: string; readonly size: number; slice(start: number, end: number): Blob };

/** Base64 of `bytes`. */
export function toBase64(bytes: Uint8Array): string {
  const slices = Array.from({ length: Math.ceil(bytes.length / sliceBytes) }, (_, n) =>
    bytes.subarray(n * sliceBytes, (n + 1) * sliceBytes),
  );
  return slices.map((slice) => btoa(String.fromCharCode(...slice))).join('');
}

/**
 * Sends the whole file and gives the import's id. `onSent` hears the bytes the app has confirmed so far. An aborted `signal` stops
 * before the next piece and rejects with its reason; failures of the calls pass through.
 */
export async function sendFile(door: ImportDoor, file: NamedBytes, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const { importId } = await door.begin({ fileName: file.name, byteLength: file.size });
  for (let offset = 0; offset < file.size; offset += importChunkBytes) {
    signal.throwIfAborted();
    const piece = file.slice(offset, Math.min(file.size, offset + importChunkBytes));
    const { received } = await door.chunk({ importId, offset, base64: toBase64(new Uint8Array(await piece.arrayBuffer())) });
    onSent(received);
  }
  signal.throwIfAborted();
  return importId;
}
