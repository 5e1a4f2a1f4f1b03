/** The open counter's months of papers: looked at quickly at the start and thoroughly one after another, mended one at a time while work goes on. */
import { Failure } from '#shared/errors.ts';
import { findBackups } from '../../backup/find-backups.ts';
import type { LostPaper } from '../../backup/lost-papers.ts';
import { safekeepingHere } from '../../backup/safekeeping.ts';
import { blobMonths, type MonthFault } from '../../store/blobs.ts';
import type { PrintRow } from '../../store/queries/prints.ts';
import type { Store } from '../../store/store.ts';
import { asideName, freeName } from '../../store/swap.ts';
import type { AppPorts } from '../ports.ts';
import { backupFolders } from './backup-places.ts';
import { folders } from './set-up.ts';

export type PapersMended = { readonly papers: number; readonly lost: readonly LostPaper[] };

export type PapersCare = {
  /** What is known to be wrong, oldest month first. */
  readonly faults: () => readonly MonthFault[];
  /** Months there are or should be, each with its quick look: a few pages are read. */
  readonly looks: () => readonly (() => void)[];
  /** Looks the closed month through that was longest not, one a day. */
  readonly checkNext: () => Promise<void>;
  /** Makes a month whole again; answers what no file holds any more. Throws `nothing-to-repair`, and as `mendMonth`. */
  readonly mend: (month: string) => Promise<PapersMended>;
};

const checkedName = 'backup.papers-checked';

export function papersCareOf(ports: AppPorts, store: Store, key: Uint8Array): PapersCare {
  const { dataDir } = folders(ports);
  const keeping = ports.safekeeping ?? safekeepingHere;
  let mending: Promise<PapersMended> | undefined;

  const checkNext = async (): Promise<void> => {
    const today = ports.clock.now().slice(0, 10);
    const checked = checkedMonths(store);
    if (Object.values(checked).includes(today)) return;
    const month = nextToCheck(blobMonths(dataDir), checked, today.slice(0, 7));
    if (month === undefined) return;
    const { state } = await keeping.checkPapers({ dataDir, key, month });
    if (state !== 'whole') store.blobs.note(month, state);
    store.writeLocal(() => {
      store.settings.put(checkedName, { ...checked, [month]: today });
    });
    ports.log('papers-checked', { month, state });
  };

  const mend = async (month: string): Promise<PapersMended> => {
    if (store.blobs.faults().every((fault) => fault.month !== month)) throw new Failure('nothing-to-repair', {});
    const { papers } = await keeping.mendMonth({ dataDir, key, month, folders: [...backupFolders(dataDir, store)] });
    store.blobs.takeMended(month, freeName({ dataDir, logDir: ports.logDir ?? dataDir }, asideName(ports.clock.now())));
    ports.log('papers-mended', { month, papers });
    return { papers, lost: await keeping.lostPapers({ dataDir, key, month }) };
  };

  return {
    faults: () => store.blobs.faults(),
    looks: () => {
      const known = findBackups(backupFolders(dataDir, store))[0]?.manifest.months ?? [];
      const last = store.prints.lastOwn();
      const lastMonth = last?.printedAt.slice(0, 7);
      const months = new Set([...blobMonths(dataDir), ...known.map(({ month }) => month), ...(lastMonth === undefined ? [] : [lastMonth])]);
      return [...months].sort().map((month) => () => {
        const lastN = known.find((copy) => copy.month === month)?.lastN;
        store.blobs.look(month, {
          ...(lastN === undefined ? {} : { lastN }),
          ...(last === undefined || month !== lastMonth ? {} : { sha256: last.blobSha256 }),
        });
      });
    },
    checkNext,
    mend: (month) =>
      (mending ??= mend(month).finally(() => {
        mending = undefined;
      })),
  };
}

/** Why an archived paper cannot be had: its month is under repair, or it is of none this counter has. */
export function paperFailure(store: Store, print: Pick<PrintRow, 'printedAt'>): Failure {
  const month = print.printedAt.slice(0, 7);
  return store.blobs.faults().some((fault) => fault.month === month)
    ? new Failure('papers-unreadable', { month })
    : new Failure('paper-unknown', {});
}

type Checked = Readonly<Record<string, string>>;

function checkedMonths(store: Store): Checked {
  const kept = store.settings.get(checkedName);
  return typeof kept === 'object' && kept !== null ? (kept as Checked) : {};
}

/** Of the months that are over the one whose last check is longest ago. */
function nextToCheck(months: readonly string[], checked: Checked, thisMonth: string): string | undefined {
  const lastOf = (month: string): string => `${checked[month] ?? ''}/${month}`;
  return months.filter((month) => month < thisMonth).toSorted((a, b) => (lastOf(a) < lastOf(b) ? -1 : 1))[0];
}
