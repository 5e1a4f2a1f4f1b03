/** Looks for planted words in files, in every form a program may have left them. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '#shared/domain/text/fold.ts';

export type Trace = { readonly file: string; readonly what: string; readonly form: string };
type Needle = { readonly what: string; readonly form: string; readonly bytes: Buffer };

/** Every readable file below `folder`; sockets, pipes and links are none. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Traces of `planted` (name → text) in `files`. A file that goes while it is looked at left nothing. */
export function tracesIn(files: readonly string[], planted: Readonly<Record<string, string>>): readonly Trace[] {
  const needles = Object.entries(planted).flatMap(([what, text]) => formsOf(what, text));
  return files.flatMap((file) => {
    if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return [];
    const content = readFileSync(file);
    return needles.filter(({ bytes }) => content.includes(bytes)).map(({ what, form }) => ({ file, what, form }));
  });
}

/** Files that begin as readable papers, tables or databases do. */
export function readableKinds(files: readonly string[]): readonly string[] {
  const heads = [Buffer.from('%PDF-'), Buffer.from('SQLite format 3\0'), Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('<svg')];
  return files.filter((file) => {
    const head = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file).subarray(0, 64) : Buffer.alloc(0);
    return heads.some((one) => head.subarray(0, one.length).equals(one));
  });
}

/** As typed, taken apart, without marks, in small letters, in two bytes, in base64 wherever it may begin, as hex, in a URL, in JSON. */
function formsOf(what: string, text: string): readonly Needle[] {
  const texts: Readonly<Record<string, string>> = {
    typed: text,
    decomposed: text.normalize('NFD'),
    small: text.toLowerCase(),
    folded: fold(text),
    bare: text
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D'),
    url: encodeURIComponent(text),
    json: text.replaceAll(/[^\x20-\x7e]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    hex: Buffer.from(text).toString('hex'),
  };
  const plain = Object.entries(texts).flatMap(([form, one]) => [
    { what, form, bytes: Buffer.from(one, 'utf8') },
    { what, form: `${form} utf-16`, bytes: Buffer.from(one, 'utf16le') },
  ]);
  const coded = [0, 1, 2].map((offset) => {
    const digits = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
    // The first and last digits depend on the neighbours.
    return { what, form: `base64+${String(offset)}`, bytes: Buffer.from(digits.slice(offset === 0 ? 0 : 4, -4)) };
  });
  return [...plain, ...coded];
}
