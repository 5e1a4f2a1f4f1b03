/** One part of the benchmark in a process of its own, so that memory and caches are its own: told what to do, answers once, ends. */
import { pathToFileURL } from 'node:url';
import { makeStore, storeAt, type StorePlace } from './stores.ts';
import { acceptPart } from './parts/accept.ts';
import { addRegister, busyPart } from './parts/busy.ts';
import { receiptPart } from './parts/receipt.ts';
import { searchPart } from './parts/search.ts';
import { startOncePart } from './parts/start-once.ts';

export type PartTask =
  | { readonly part: 'make'; readonly place: StorePlace }
  | { readonly part: 'accept'; readonly place: StorePlace; readonly folder?: string }
  | { readonly part: 'search'; readonly place: StorePlace; readonly each: number; readonly workerFile: string }
  | { readonly part: 'add-register'; readonly place: StorePlace }
  | { readonly part: 'busy'; readonly place: StorePlace; readonly each: number }
  | { readonly part: 'receipt'; readonly place: StorePlace }
  | { readonly part: 'start'; readonly place: StorePlace; readonly workerFile: string };

function run(task: PartTask): Promise<unknown> {
  switch (task.part) {
    case 'make':
      return makeStore(task.place);
    case 'accept':
      return acceptPart(task.place, task.folder);
    case 'search':
      return searchPart(task.place, task.each, pathToFileURL(task.workerFile));
    case 'add-register':
      return Promise.resolve(addRegister(storeAt(task.place)));
    case 'busy':
      return busyPart(task.place, task.each);
    case 'receipt':
      return receiptPart(task.place);
    case 'start':
      return startOncePart(task.place, task.workerFile);
  }
}

process.once('message', (task: PartTask) => {
  void run(task).then((result) =>
    process.send?.({ result }, () => {
      process.exit(0);
    }),
  );
});
