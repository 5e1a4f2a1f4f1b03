/** The certificate of a day's outages: the unit's own paper, archived before it goes to the printer; each further copy has its reason. */
import { dateOf, fromInstant, localMinuteOf } from '#shared/domain/deadline/local-date-time.ts';
import { fail } from '#shared/errors.ts';
import type { OutageCertificateData } from '#shared/forms/outage-certificate.ts';
import type { PaperJob, PaperPort, RenderedPdf } from '../../paper/port.ts';
import { outageCertificateOptions } from '../../paper/print.ts';
import type { Store } from '../../store/store.ts';
import { unitNameOn } from './office-data.ts';
import { archiveOfficePaper, handOver, type OfficePaperPorts } from './office-papers.ts';
import { outageDay, type OutageDesk } from './outage-day.ts';

/** `fullName` stands under the signature of who made the paper; empty leaves it to the pen. */
export type CertificateDesk = OutageDesk & {
  readonly store: Store;
  readonly person: { readonly personId: string; readonly fullName: string };
};

type CertificateJob = Extract<PaperJob, { form: 'outageCertificate' }>;

export type Certificate = { readonly data: OutageCertificateData; readonly pdf: RenderedPdf };

/** Throws `paper-unknown` for a day without outages. */
export async function certificateOf(
  desk: CertificateDesk,
  date: string,
  reason: string | null,
  preview: boolean,
): Promise<OutageCertificateData> {
  const { store, office, person, now } = desk;
  const day = await outageDay(desk, date);
  if (day.outages.length === 0) throw fail('paper-unknown', {});
  const { agencyName, placeName, upstreamName, training } = office.config;
  return {
    origin: 'own',
    occurredAt: now,
    agencyName,
    unitName: unitNameOn(date, office),
    place: placeName,
    date,
    issuedOn: dateOf(fromInstant(now)),
    counterNo: store.identity.counterNo,
    upstreamName,
    issuedBy: person.fullName,
    outages: day.outages.map(({ from, to, ...one }) => ({ ...one, from: localMinuteOf(from), to: to === null ? null : localMinuteOf(to) })),
    seconds: day.seconds,
    officeSeconds: day.officeSeconds,
    dossiers: day.dossiers.map(({ dossierCode, procedureCode, procedureName, receivedAt, dueAt, promisedAt, by, outages }) => ({
      code: dossierCode ?? '',
      procedure: [procedureCode, procedureName].filter((part) => part !== null && part !== '').join(' '),
      receivedAt: receivedAt === null ? null : localMinuteOf(receivedAt),
      dueAt: dueAt === null ? null : localMinuteOf(dueAt),
      promisedAt: promisedAt === null ? null : localMinuteOf(promisedAt),
      by,
      outages: outages.map((index) => index + 1),
    })),
    copyNo: day.printed.length + 1,
    reason: day.printed.length === 0 ? null : reason,
    mark: preview ? 'preview' : training ? 'training' : null,
  };
}

/** Makes and keeps the next copy. Throws `paper-unknown`, and `reason-missing` for a further copy without one. */
export function archiveCertificate(desk: CertificateDesk, paper: PaperPort, date: string, reason: string | null): Promise<Certificate> {
  return archiveOfficePaper<CertificateJob>(desk.store, paper, desk.now, 'outageCertificate', {
    next: async () => {
      const data = await certificateOf(desk, date, reason?.trim() ?? null, false);
      if (data.copyNo > 1 && (data.reason ?? '') === '') throw fail('reason-missing', { field: 'reason' });
      return data;
    },
    note: (data, pdf) => keepCopy(desk, date, data, pdf),
  });
}

function keepCopy(
  { store, person, now }: CertificateDesk,
  date: string,
  { copyNo, reason }: OutageCertificateData,
  { sha256, templateVersion }: RenderedPdf,
): boolean {
  return store.writeLocal(() => {
    if (store.outages.certificates(date).length >= copyNo) return false;
    store.outages.keepCertificate(date, { copyNo, reason, sha256, templateVersion, printedAt: now, personId: person.personId });
    return true;
  });
}

export async function printCertificate(
  desk: CertificateDesk,
  ports: OfficePaperPorts,
  date: string,
  { reason, printer }: { readonly reason: string | null; readonly printer: string | null },
) {
  const { data, pdf } = await archiveCertificate(desk, ports.paper, date, reason);
  return handOver(ports, data.copyNo, pdf, outageCertificateOptions(printer));
}
