import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler, type NodeError, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { DaySlipData } from '#shared/forms/day-slip.ts';
import { DossierRegisterData, dossierRegisterSheet } from '#shared/forms/dossier-register.ts';
import { formSets, getFormSet } from '#shared/forms/form-sets.ts';
import { NumberLedgerData } from '#shared/forms/number-ledger.ts';
import { OutageCertificateData } from '#shared/forms/outage-certificate.ts';
import { ReceiptSlipData } from '#shared/forms/receipt-slip.ts';
import { receiptSlipSheet } from '#shared/forms/receipt-slip-sheet.ts';
import { RecoverySheetData } from '#shared/forms/recovery-sheet.ts';
import { TestPageData } from '#shared/forms/test-page.ts';
import { printableData, readCoverage } from './glyphs.ts';
import { loadPaperFiles, type LoadedPaperFiles, type PaperFiles } from './paper-files.ts';
import type { BookJob, PaperJob, RenderedBook, RenderedPdf, RenderedSvg } from './port.ts';
import { qrMatrix, qrPicture, type QrPicture } from './qr-matrix.ts';
import { svgPages } from './svg-pages.ts';

/** Results the engine remembers longer than this many jobs are dropped, so that memory stays flat. */
const CACHE_AGE_JOBS = 10;

export type TypstRenderer = {
  readonly templateVersion: string;
  renderPdf(job: PaperJob): RenderedPdf;
  renderSvg(job: PaperJob): RenderedSvg;
  /** As `renderPdf`; a part that is not the last ends with a full sheet, front and back. */
  renderBook(job: BookJob): RenderedBook;
};

/** What a template refused. The message names place and kind, never the data printed. */
class PaperRenderError extends Error {
  override readonly name = 'PaperRenderError';
}

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function engineVersion(): string {
  const manifest = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler/package.json') as { version: string };
  return manifest.version;
}

function versionOf({ templates, fonts }: LoadedPaperFiles): string {
  const faces = fonts.map((font) => sha256(font));
  return sha256(JSON.stringify([engineVersion(), templates, faces, formSets]));
}

/** The template's name and what it reads: texts, and what its QR says. Throws a ZodError for data that are not the form's. */
function typesettingOf(job: PaperJob): { template: string; texts: object; qrText: string | null } {
  if (job.form === 'recoverySheet') return { template: 'recovery-sheet.typ', texts: RecoverySheetData.parse(job.data), qrText: null };
  if (job.form === 'testPage') {
    const { qrText, ...texts } = TestPageData.parse(job.data);
    return { template: 'test-page.typ', texts, qrText };
  }
  if (job.form === 'daySlip') return { template: 'day-slip.typ', texts: DaySlipData.parse(job.data), qrText: null };
  if (job.form === 'numberLedger') return { template: 'number-ledger.typ', texts: NumberLedgerData.parse(job.data), qrText: null };
  if (job.form === 'outageCertificate')
    return { template: 'outage-certificate.typ', texts: OutageCertificateData.parse(job.data), qrText: null };
  if (job.form === 'dossierRegister') {
    const book = DossierRegisterData.parse(job.data);
    return { template: 'dossier-register.typ', texts: dossierRegisterSheet(book, getFormSet(book.formSetId)), qrText: null };
  }
  const slip = ReceiptSlipData.parse(job.data);
  const { qrText, ...texts } = receiptSlipSheet(slip, getFormSet(slip.formSetId));
  return { template: 'receipt-slip.typ', texts, qrText };
}

/** Diagnostics may quote the data they stumble over: what stands in quotes is left out. */
function describe(diagnostics: readonly unknown[]): string {
  return JSON.stringify(diagnostics)
    .replaceAll(/\\"(?:[^\\]|\\[^"])*?\\"|`[^`]*`/g, '…')
    .slice(0, 500);
}

/**
 * A warm Typst engine with the shipped templates and fonts only: no system fonts, no packages, an empty workspace.
 * Data reach it as one virtual JSON file. One A5 receipt takes about 7 ms once warm.
 */
export function createTypst(files: PaperFiles): TypstRenderer {
  const loaded = loadPaperFiles(files);
  const [regular] = loaded.fonts;
  if (regular === undefined) throw new RangeError('no fonts to print with');
  const coverage = readCoverage(regular);
  const templateVersion = versionOf(loaded);
  // A folder that is not there: all the engine can read is what is handed to it here.
  const workspace = join(files.templates, 'no-such-folder');
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...loaded.fonts] }] });
  for (const { name, source } of loaded.templates) compiler.addSource(join(workspace, name), source);

  const failed = (error: NodeError | null) =>
    new PaperRenderError(error === null ? 'no document' : describe(compiler.fetchDiagnostics(error)));

  const compile = (job: PaperJob, qrOf: (text: string) => QrPicture | readonly string[] = qrPicture): NodeTypstDocument => {
    const { template, texts, qrText } = typesettingOf(job);
    const json = JSON.stringify({ ...printableData(texts, coverage), qr: qrText === null ? null : qrOf(qrText) });
    compiler.mapShadow(join(workspace, 'job.json'), Buffer.from(json));
    const outcome = compiler.compile({ mainFilePath: join(workspace, template) });
    const document = outcome.result;
    if (document === null || outcome.hasError()) throw failed(outcome.takeError());
    return document;
  };

  // What a book of hundreds of pages leaves behind would serve nobody: no two of its pages are alike.
  const forget = ({ form }: PaperJob) => {
    compiler.unmapShadow(join(workspace, 'job.json'));
    compiler.evictCache(form === 'dossierRegister' ? 0 : CACHE_AGE_JOBS);
  };

  const pdfOf = (document: NodeTypstDocument, { data }: PaperJob): RenderedPdf => {
    const creationTimestamp = Math.floor(Date.parse(data.occurredAt) / 1000);
    const bytes = new Uint8Array(compiler.pdf(document, { pdfStandard: 'a-2b', creationTimestamp }));
    return { bytes, pageCount: document.numOfPages, sha256: sha256(bytes), templateVersion };
  };

  /** How many rows stand on the whole sheets; all when there is no whole one. */
  const rowsOnSheets = (document: NodeTypstDocument, rows: number): number => {
    const [pages] = compiler.query(document, { selector: '<pages>', field: 'value' }) as readonly (readonly number[])[];
    const sheets = Math.floor((document.numOfPages - 1) / 2);
    const fitting = pages?.findIndex((page) => page > sheets * 2) ?? -1;
    return fitting > 0 ? fitting : rows;
  };

  return {
    templateVersion,
    renderPdf(job) {
      try {
        return pdfOf(compile(job), job);
      } finally {
        forget(job);
      }
    },
    renderBook(job) {
      try {
        const { rows, isLast } = job.data;
        const whole = compile(job);
        const fitting = isLast ? rows.length : rowsOnSheets(whole, rows.length);
        const document = fitting === rows.length ? whole : compile({ ...job, data: { ...job.data, rows: rows.slice(0, fitting) } });
        return { ...pdfOf(document, job), rows: fitting };
      } finally {
        forget(job);
      }
    },
    renderSvg(job) {
      try {
        // On screen nothing but drawing is let through, no picture either.
        const document = compile(job, qrMatrix);
        return { pages: svgPages(compiler.plainSvg(document), document.numOfPages) };
      } finally {
        forget(job);
      }
    },
  };
}
