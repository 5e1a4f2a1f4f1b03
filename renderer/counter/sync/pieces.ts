/** Bytes cross in pieces, each answered before the next: out to a file of the person's, in from one they chose. */
import { toBase64 } from '../import/chunks.ts';

/** All pieces up to the empty one. `onGot` hears how many bytes are here. */
export async function gather(piece: (offset: number) => Promise<{ base64: string }>, onGot: (bytes: number) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ;) {
    const { base64 } = await piece(offset);
    if (base64 === '') return new Blob(parts, { type: 'application/octet-stream' });
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    parts.push(bytes);
    offset += bytes.length;
    onGot(offset);
  }
}

/** Sends the whole file in pieces of `pieceBytes`. `onSent` hears the bytes the app has confirmed. */
export async function scatter(
  file: Blob,
  pieceBytes: number,
  chunk: (piece: { offset: number; base64: string }) => Promise<{ received: number }>,
  onSent: (bytes: number) => void,
): Promise<void> {
  for (let offset = 0; offset < file.size; offset += pieceBytes) {
    const bytes = new Uint8Array(await file.slice(offset, Math.min(file.size, offset + pieceBytes)).arrayBuffer());
    onSent((await chunk({ offset, base64: toBase64(bytes) })).received);
  }
}

const longEnoughMs = 60_000;

/** Hands a file to the person, where their browser keeps what they save. */
export function saveAs(fileName: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads it after the click has ended.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, longEnoughMs);
}
