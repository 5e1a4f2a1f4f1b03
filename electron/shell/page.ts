/** The built page, as both shells serve it: files listed once, one policy, one nonce per answer. Knows neither Electron nor HTTP. */
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** The Content-Security-Policy, as header and, by `__NONCE__` in the HTML, as meta. Source: design §11. */
export const csp = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** URL path → absolute file. */
export type PageFiles = ReadonlyMap<string, string>;

export type PageAnswer = { readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array<ArrayBuffer> };

const mime: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Lists the built page once: a name that was not built cannot be asked for; nothing is decoded, joined or traversed. */
export function listPage(root: string): PageFiles {
  return new Map(entriesOf(root, ''));
}

/** Folder by folder: inside Electron's archive an entry does not reliably know the folder it lies in. */
function entriesOf(folder: string, above: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${above}/${entry.name}`;
    const file = join(folder, entry.name);
    if (entry.isDirectory()) return entriesOf(file, path);
    return entry.isFile() ? [[path, file] as const] : [];
  });
}

/** Headers of everything a shell answers to the page. */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'content-security-policy': csp(nonce),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

/** A new nonce: 128 random bits, base64. */
export const newNonce = (): string => randomBytes(16).toString('base64');

/** The file behind a URL path, `/` being `index.html`; undefined for a name that was not built. */
export async function readPage(path: string, files: PageFiles): Promise<PageAnswer | undefined> {
  const name = path === '' || path === '/' ? '/index.html' : path;
  const file = files.get(name);
  if (file === undefined) return undefined;
  const nonce = newNonce();
  const bytes = await readFile(file);
  const body = name.endsWith('.html')
    ? new TextEncoder().encode(bytes.toString('utf8').replaceAll('__NONCE__', nonce))
    : new Uint8Array(bytes);
  return { body, headers: { 'content-type': mime[extname(name)] ?? 'application/octet-stream', ...pageHeaders(nonce) } };
}
