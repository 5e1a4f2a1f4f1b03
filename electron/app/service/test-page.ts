/** A printer's test page: rendered and handed to the queue as any paper, but of no office's record, so it is not archived. */
import type { TestPrinted } from '#shared/contract/paper.ts';
import { localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { fail } from '#shared/errors.ts';
import type { TestPageData, TestPageLayout } from '#shared/forms/test-page.ts';
import { testPageOptions } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import type { OfficeData } from './office-data.ts';
import type { OfficePaperPorts } from './office-papers.ts';
import { queueFaultOf } from './print.ts';

export type TestPage = { readonly printer: string | null; readonly layout: TestPageLayout };
export type TestDesk = { readonly store: Store; readonly office: OfficeData; readonly now: string };
/** `jobId`: the system's, null when no printer took it. */
export type TestJob = TestPrinted & { readonly jobId: string | null };

export async function printTestPage(desk: TestDesk, ports: OfficePaperPorts, { printer, layout }: TestPage): Promise<TestJob> {
  let printerName: string;
  try {
    printerName = await nameOf(ports, printer);
  } catch (error) {
    return { printer, jobId: null, queueFault: queueFaultOf(error, ports.log) };
  }
  const { bytes } = await ports.paper.renderPdf({ form: 'testPage', data: pageOf(desk, layout, printerName) });
  try {
    const jobId = await ports.queue.print(bytes, testPageOptions(layout, printerName));
    return { printer: printerName, jobId, queueFault: null };
  } catch (error) {
    return { printer: printerName, jobId: null, queueFault: queueFaultOf(error, ports.log) };
  }
}

function pageOf({ store, office, now }: TestDesk, layout: TestPageLayout, printerName: string): TestPageData {
  const { agencyCode, counterNo } = store.identity;
  return {
    layout,
    occurredAt: now,
    agencyName: office.config.agencyName,
    counterNo,
    printerName,
    printedAt: localMinuteOf(now),
    qrText: `MC-TEST|${agencyCode}|${counterNo}`,
  };
}

/** The printer asked for, or the one the system takes by itself. Throws `printer-missing` when it takes none, and what the queue throws. */
async function nameOf({ queue }: OfficePaperPorts, printer: string | null): Promise<string> {
  if (printer !== null) return printer;
  const own = (await queue.list()).find(({ isDefault }) => isDefault);
  if (own === undefined) throw fail('printer-missing', { printer: '' });
  return own.name;
}
