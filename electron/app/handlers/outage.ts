import { type Context, os } from '../os.ts';
import { type CertificateDesk, certificateOf, printCertificate } from '../service/outage-certificate.ts';
import { outageDay, outageDays } from '../service/outage-day.ts';
import { personOf } from '../session.ts';
import { settingsOf } from './office.ts';

const days = os.outage.days.handler(({ context }) => outageDays(deskOf(context)));

const day = os.outage.day.handler(({ context, input }) => outageDay(deskOf(context), input.date));

const preview = os.outage.preview.handler(async ({ context, input }) => {
  const data = await certificateOf(deskOf(context), input.date, input.reason, true);
  const { pages } = await context.desk.ports.paper.renderSvg({ form: 'outageCertificate', data });
  return { pages: [...pages], copyNo: data.copyNo };
});

const print = os.outage.print.handler(({ context, input }) => {
  const open = context.desk.open();
  const { paper, queue, log } = context.desk.ports;
  const { printer } = settingsOf(open);
  return open.printDayOnce(input.commandId, () =>
    printCertificate(deskOf(context), { paper, queue, log }, input.date, { reason: input.reason, printer }),
  );
});

function deskOf({ desk, session }: Context): CertificateDesk {
  const { store, office } = desk.open();
  return { store, office: office(), person: personOf(session), now: desk.ports.clock.now() };
}

export const outageHandlers = { days, day, preview, print };
