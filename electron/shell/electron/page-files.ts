/** `app://counter/…` → the built page. Imports nothing of Electron. */
import { readPage, type PageFiles } from '../page.ts';

export { csp, listPage } from '../page.ts';

/** Where the page lives. `new URL(pageUrl).origin` is `'null'` in Node: compare protocol and host. */
export const pageUrl = 'app://counter/';
export const pageOrigin = 'app://counter';

/** The protocol handler: 404 for another host, another method, or a name that was not built. */
export async function answer(request: Request, files: PageFiles): Promise<Response> {
  const url = new URL(request.url);
  const page = url.host === 'counter' && request.method === 'GET' ? await readPage(url.pathname, files) : undefined;
  return page === undefined ? new Response(null, { status: 404 }) : new Response(page.body, { headers: { ...page.headers } });
}
