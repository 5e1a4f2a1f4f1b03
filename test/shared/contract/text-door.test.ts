/** Every text of every call: through the door, or named here with the reason why it need not. A new call with a bare `z.string()` fails this test. */
import { isContractProcedure } from '@orpc/contract';
import * as z from 'zod';
import { expect, test } from 'vitest';
import { counter } from '#shared/contract/counter.ts';

/** Kept nowhere, or judged by a stricter reader of its own before anything is kept. */
const withoutDoor = {
  'only compared or looked up': [
    'office.unlockWithRecoveryCode.recoveryCode',
    'office.signIn.pin',
    'keys.printCode.recoveryCode',
    'keys.confirmCode.recoveryCode',
    'keys.confirmCode.groups',
    'keys.setPinWithCode.recoveryCode',
    'reception.procedures.text',
    'reception.procedure.procedureCode',
    'reception.accept.reception.procedureCode',
    'reception.knownApplicant.personalId',
    'reception.knownApplicant.procedureCode',
    'dossier.find.text',
    'dossier.count.text',
    'dossier.byCode.dossierCode',
    'dossier.byPersonalId.personalId',
    'dossier.act.kind',
    'dayEnd.count.personId',
    'decision.settle.storyId',
    'registerBook.print.volume',
    'registerBook.printPages.volume',
  ],
  'read by a reader of its own': [
    'reception.accept.reception.applicant.dateOfBirth',
    'correction.preview.correction.applicant.dateOfBirth',
    'correction.make.correction.applicant.dateOfBirth',
    'backup.tellLastCode.lastCode',
    'triage.repair.lastCode',
    'usb.officeCode.code',
    'keys.readEscrowKey.text',
    'keys.setEscrow.recipient',
    'keys.setEscrow.replaces',
    'usb.chunk.base64',
    'register.begin.fileName',
    'register.chunk.base64',
  ],
  'a name or a path of this machine': [
    'office.saveSettings.printer',
    'office.saveSettings.slipPrinter',
    'office.saveSettings.backupFolder',
    'keys.printCode.printer',
    'paper.print.printer',
    'registerBook.print.printer',
    'registerBook.printPages.printer',
    'paper.test.printer',
  ],
  'admitted text by text when its kind is known (`makeAct`)': ['dossier.act.payload'],
  'as typed so far; the acceptance is what goes through the door': [
    'reception.preview.draft',
    'draft.save.data',
    'correction.undo.draft.data',
  ],
};

/** Calls' inputs → the paths of texts that a control character may pass. */
function openTexts(part: object, path: string): readonly string[] {
  return Object.entries(part).flatMap(([name, member]: [string, object]) => {
    const own = path === '' ? name : `${path}.${name}`;
    if (!isContractProcedure(member)) return openTexts(member, own);
    const input = member['~orpc'].inputSchema;
    return input === undefined ? [] : textsIn(input as unknown as z.ZodType, own);
  });
}

function textsIn(schema: z.ZodType, path: string): readonly string[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, member]) => textsIn(member, `${path}.${name}`));
  if (schema instanceof z.ZodArray) return textsIn(schema.element as z.ZodType, path);
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return textsIn(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => textsIn(one as z.ZodType, path));
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean)
    return [];
  // Whatever else there is (records, transforms, a string) is asked itself.
  return ['A1\u0007', { a: 'A1\u0007' }].some((value) => schema.safeParse(value).success) ? [path] : [];
}

test('a control character passes no call but through a text that is named here', () => {
  const named = Object.values(withoutDoor).flat();
  const covers = (name: string, path: string): boolean => path === name || path.startsWith(`${name}.`);
  const open = [...new Set(openTexts(counter, ''))];
  expect(open.filter((path) => !named.some((name) => covers(name, path)))).toEqual([]);
  expect(named.filter((name) => !open.some((path) => covers(name, path)))).toEqual([]);
});
