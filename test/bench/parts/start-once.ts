/** One start in a process of its own: worker, store, first answer, first page of the list. Signing in is a person's time and is left out. */
import { pathToFileURL } from 'node:url';
import { startApp } from '../app-worker.ts';
import { storeAt, type StorePlace } from '../stores.ts';
import { pageRows } from './search.ts';

export async function startOncePart(place: StorePlace, workerFile: string): Promise<{ readonly took: number; readonly rss: number }> {
  const store = storeAt(place);
  const startedAt = performance.now();
  const app = await startApp(store, pathToFileURL(workerFile));
  await app.api.office.state();
  const ready = performance.now() - startedAt;
  await app.signIn();
  const signedInAt = performance.now();
  await app.api.dossier.find({ text: '', tab: 'inProcess', offset: 0, limit: pageRows });
  await app.api.dossier.count({ text: '' });
  const took = ready + performance.now() - signedInAt;
  const { rss } = process.memoryUsage();
  await app.stop();
  return { took, rss };
}
