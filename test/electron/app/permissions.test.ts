/** Design §11: who may what is decided in one middleware from the contract's `needs`. Every call is tried by everybody. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { counter } from '#shared/contract/counter.ts';
import type { CallMeta } from '#shared/contract/base.ts';
import { Permission, permissionsOf, Role } from '#shared/contract/permissions.ts';
import { router } from '../../../electron/app/router.ts';
import { permissionOfKind } from '../../../electron/app/service/act.ts';
import { commandId, type Office, openOffice, people, reception, refusal, type PersonName } from '../../helpers/desk.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => {
  office.close();
});

type Call = { readonly path: string; readonly needs: CallMeta['needs'] };

function callsOf(node: object, path: readonly string[] = []): Call[] {
  if ('~orpc' in node) return [{ path: path.join('.'), needs: (node['~orpc'] as { meta: CallMeta }).meta.needs }];
  return Object.entries(node).flatMap(([key, child]) => callsOf(child as object, [...path, key]));
}
const calls = callsOf(counter);

const nameOf = (role: Role): PersonName => {
  const person = people.find(({ roles }) => (roles as readonly Role[]).includes(role));
  if (person === undefined) throw new Error(role);
  return person.fullName;
};

/** What the gate says to a call whose input is otherwise wrong; past the gate that is what is complained of. */
async function gate(client: object, path: string): Promise<'open' | { code: string; data: unknown }> {
  const call = path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], client) as (
    input: unknown,
    options: object,
  ) => Promise<unknown>;
  const stop = new AbortController();
  try {
    const answer = await call({ nothing: 'that fits' }, { signal: stop.signal });
    stop.abort();
    if (typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer) await (answer as AsyncGenerator).return(undefined);
    return 'open';
  } catch (error) {
    const { code, data } = error as { code: string; data: unknown };
    return code === 'not-permitted' || code === 'not-signed-in' ? { code, data } : 'open';
  }
}

test('what each call needs is written down once more, so that nobody widens it unseen', () => {
  expect(Object.fromEntries(calls.map(({ path, needs }) => [path, needs]))).toEqual({
    'office.state': 'anyone',
    'office.setUp': 'anyone',
    'office.unlockWithRecoveryCode': 'anyone',
    'keys.status': 'settings.write',
    'keys.newCode': 'settings.write',
    'keys.printCode': 'anyone',
    'keys.confirmCode': 'anyone',
    'keys.escrow': 'settings.write',
    'keys.readEscrowKey': 'settings.write',
    'keys.setEscrow': 'settings.write',
    'keys.people': 'person.manage',
    'keys.setPin': 'person.manage',
    'keys.setPinWithCode': 'anyone',
    'office.signIn': 'anyone',
    'office.signOut': 'signedIn',
    'office.settings': 'signedIn',
    'office.saveSettings': 'settings.write',
    'office.keepLanguage': 'signedIn',
    'office.watch': 'dossier.read',
    'clock.state': 'anyone',
    'clock.confirm': 'signedIn',
    'reception.procedures': 'dossier.accept',
    'reception.procedure': 'dossier.read',
    'reception.preview': 'dossier.accept',
    'reception.accept': 'dossier.accept',
    'reception.knownApplicant': 'dossier.accept',
    'draft.list': 'dossier.accept',
    'draft.save': 'dossier.accept',
    'draft.delete': 'dossier.accept',
    'dossier.find': 'dossier.read',
    'dossier.count': 'dossier.read',
    'dossier.get': 'dossier.read',
    'dossier.byCode': 'dossier.read',
    'dossier.byPersonalId': 'dossier.read',
    'dossier.reveal': 'dossier.read',
    'dossier.act': 'dossier.process',
    'paper.preview': 'dossier.read',
    'paper.print': 'paper.print',
    'paper.cameOut': 'paper.print',
    'numbers.years': 'dossier.read',
    'numbers.gaps': 'dossier.read',
    'paper.test': 'signedIn',
    'paper.testState': 'signedIn',
    'paper.printers': 'signedIn',
    'person.list': 'person.manage',
    'person.add': 'person.manage',
    'person.change': 'person.manage',
    'person.dismiss': 'person.manage',
    'registerBook.volumes': 'dossier.read',
    'registerBook.print': 'paper.print',
    'registerBook.stop': 'paper.print',
    'registerBook.printPages': 'paper.print',
    'register.begin': 'register.import',
    'register.chunk': 'register.import',
    'register.preview': 'register.import',
    'register.run': 'register.import',
    'sync.status': 'dossier.read',
    'sync.run': 'dossier.read',
    'sync.watch': 'dossier.read',
    'sync.pause': 'dossier.read',
    'sync.closeDay': 'dossier.accept',
    'sync.unsent': 'dossier.read',
    'sync.ofDossier': 'dossier.read',
    'sync.retry': 'dossier.read',
    'sync.notices': 'dossier.read',
    'sync.noticeSeen': 'dossier.read',
    'packs.list': 'dossier.read',
    'packs.difference': 'dossier.read',
    'packs.agree': 'person.manage',
    'usb.state': 'dossier.read',
    'usb.officeCode': 'settings.write',
    'usb.export': 'dossier.accept',
    'usb.piece': 'dossier.accept',
    'usb.begin': 'dossier.accept',
    'usb.chunk': 'dossier.accept',
    'usb.take': 'dossier.accept',
    'archive.bring': 'dossier.read',
    'archive.piece': 'paper.print',
    'dayEnd.review': 'dossier.read',
    'dayEnd.count': 'dossier.accept',
    'dayEnd.close': 'dossier.accept',
    'dayEnd.slip': 'dossier.read',
    'dayEnd.print': 'paper.print',
    'triage.report': 'anyone',
    'triage.repair': 'anyone',
    'backup.status': 'signedIn',
    'backup.run': 'dossier.read',
    'backup.tellLastCode': 'dossier.accept',
    'backup.mendPapers': 'dossier.read',
    'backup.takeReserve': 'dossier.accept',
    'numbers.print': 'paper.print',
    'outage.days': 'dossier.read',
    'outage.day': 'dossier.read',
    'outage.preview': 'dossier.read',
    'outage.print': 'paper.print',
    'decision.get': 'dossier.read',
    'decision.settle': 'dossier.resolve',
    'decision.redo': 'dossier.process',
    'correction.form': 'dossier.accept',
    'correction.preview': 'dossier.accept',
    'correction.make': 'dossier.accept',
    'correction.undo': 'dossier.process',
    'correction.explained': 'dossier.read',
    'register.cancel': 'register.import',
  });
});

test('every call there is a handler for stands in the contract, and needs something that exists', () => {
  const known = new Set<string>(['anyone', 'signedIn', ...Permission.options]);
  expect(calls.filter(({ needs }) => !known.has(needs))).toEqual([]);
  const paths = (list: readonly Call[]) => list.map(({ path }) => path).toSorted();
  expect(paths(callsOf(router))).toEqual(paths(calls));
});

test.each(calls)('$path is closed to whoever is not signed in, unless anyone may', async ({ path, needs }) => {
  expect(await gate(office.window().call, path)).toEqual(needs === 'anyone' ? 'open' : { code: 'not-signed-in', data: {} });
});

test.each(Role.options.flatMap((role) => calls.map((call) => ({ role, ...call }))))('$path for $role', async ({ role, path, needs }) => {
  const open = needs === 'anyone' || needs === 'signedIn' || permissionsOf([role]).has(needs);
  expect(await gate(office.as(nameOf(role)), path)).toEqual(open ? 'open' : { code: 'not-permitted', data: { needs } });
});

test('a step of the course needs the permission of its kind on top', async () => {
  const { dossierId, acceptActId } = await office
    .as('Lê Thị Hạnh')
    .reception.accept({ commandId: commandId(1), draftId: null, reception: reception(), settledAtDesk: false });
  const step = (name: PersonName, kind: string) =>
    refusal(office.as(name).dossier.act({ commandId: commandId(2), dossierId, basedOn: acceptActId, kind, payload: {} }));
  const seen: Record<string, Record<string, string>> = {};
  for (const kind of Object.keys(permissionOfKind)) {
    for (const role of ['receptionist', 'specialist', 'approver', 'unitHead'] as const) {
      const { code } = await step(nameOf(role), kind);
      (seen[kind] ??= {})[role] = code === 'not-permitted' ? 'no' : 'yes';
    }
  }
  const allowed = (...roles: Role[]) =>
    Object.fromEntries(
      (['receptionist', 'specialist', 'approver', 'unitHead'] as const).map((role) => [role, roles.includes(role) ? 'yes' : 'no']),
    );
  expect(seen).toEqual({
    'dossier.handedOver': allowed('receptionist', 'specialist', 'approver', 'unitHead'),
    'act.settled': allowed('specialist', 'approver', 'unitHead'),
    'dossier.takenOver': allowed('receptionist', 'specialist', 'approver', 'unitHead'),
    'dossier.resolved': allowed('specialist', 'approver', 'unitHead'),
    'dossier.returned': allowed('receptionist', 'unitHead'),
    'dossier.voided': allowed('receptionist', 'unitHead'),
    'dossier.noted': allowed('receptionist', 'specialist', 'approver', 'unitHead'),
    'dossier.notified': allowed('receptionist', 'specialist', 'approver', 'unitHead'),
  });
  expect(await step('Trần Minh Tâm', 'person.added')).toEqual({ code: 'act-not-lawful', data: { why: 'unknown-kind' } });
});
