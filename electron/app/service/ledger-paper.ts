/** The gap ledger of a year on paper: the unit's own paper, archived before it goes to the printer. It says what was true when it was made. */
import * as z from 'zod';
import type { Gap, GapLedger } from '#shared/contract/numbers.ts';
import { localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import type { NumberLedgerData, NumberLedgerRow } from '#shared/forms/number-ledger.ts';
import type { PaperJob, RenderedPdf } from '../../paper/port.ts';
import { numberLedgerOptions } from '../../paper/print.ts';
import type { Store, StoreReader } from '../../store/store.ts';
import { numberLedger } from './number-ledger.ts';
import { type OfficeData, unitNameOn } from './office-data.ts';
import { archiveOfficePaper, handOver, type OfficePaperPorts } from './office-papers.ts';

/** Older ones are forgotten; their bytes stay with the blobs. */
const printsKept = 50;

/** Belongs to no dossier, so it is no act's paper: kept as the register's books are, here by year. */
const KeptLedger = z.object({
  copyNo: z.int(),
  printedAt: z.string(),
  personId: z.string(),
  pageCount: z.int(),
  sha256: z.string(),
  templateVersion: z.string(),
});
export type KeptLedger = z.infer<typeof KeptLedger>;

export type LedgerDesk = {
  readonly store: Store;
  readonly office: OfficeData;
  readonly person: { readonly personId: string; readonly fullName: string };
  readonly now: string;
};

type LedgerJob = Extract<PaperJob, { form: 'numberLedger' }>;

const settingOf = (year: number): string => `number-ledger/${String(year)}`;

/** Newest last. */
export function ledgersOf({ settings }: StoreReader, year: number): readonly KeptLedger[] {
  const kept = settings.get(settingOf(year));
  return kept === undefined ? [] : z.array(KeptLedger).parse(kept);
}

export async function printLedger(desk: LedgerDesk, ports: OfficePaperPorts, year: number, printer: string | null) {
  const { store, now } = desk;
  const { data, pdf } = await archiveOfficePaper<LedgerJob>(store, ports.paper, now, 'numberLedger', {
    next: async () => ledgerData(desk, await readLedger(store, year), nextCopyNo(store, year)),
    note: (made, rendered) => keepPrint(desk, made, rendered),
  });
  return handOver(ports, data.copyNo, pdf, numberLedgerOptions(printer));
}

async function readLedger(store: StoreReader, year: number): Promise<GapLedger> {
  const reading = numberLedger(store, year);
  for (;;) {
    const step = await reading.next();
    if (step.done === true) return step.value;
  }
}

function nextCopyNo(store: StoreReader, year: number): number {
  return (ledgersOf(store, year).at(-1)?.copyNo ?? 0) + 1;
}

function ledgerData({ office, person, now }: LedgerDesk, ledger: GapLedger, copyNo: number): NumberLedgerData {
  const { agencyName, placeName, training } = office.config;
  const madeAt = localMinuteOf(now);
  return {
    origin: 'own',
    occurredAt: now,
    agencyName,
    unitName: unitNameOn(madeAt.slice(0, 10), office),
    place: placeName,
    year: ledger.year,
    madeAt,
    counterNo: ledger.counterNo,
    volume: ledger.volume,
    issuedBy: person.fullName,
    dossiers: ledger.numbers,
    rows: ledger.gaps.map(rowOf),
    copyNo,
    mark: training ? 'training' : null,
  };
}

function rowOf({ voided, ...run }: Gap): NumberLedgerRow {
  return {
    ...run,
    voided:
      voided === null
        ? null
        : {
            code: voided.dossierCode ?? '',
            at: voided.at === null ? null : localMinuteOf(voided.at),
            by: voided.by,
            reason: voided.reason,
          },
  };
}

function keepPrint(
  { store, person, now }: LedgerDesk,
  { year, copyNo }: NumberLedgerData,
  { sha256, templateVersion, pageCount }: RenderedPdf,
): boolean {
  return store.writeLocal(() => {
    if (nextCopyNo(store, year) !== copyNo) return false;
    const printed = { copyNo, printedAt: now, personId: person.personId, pageCount, sha256, templateVersion };
    store.settings.put(settingOf(year), [...ledgersOf(store, year), printed].slice(-printsKept));
    return true;
  });
}
