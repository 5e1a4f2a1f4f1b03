import { expect, test } from 'vitest';
import type { Settings } from '#shared/contract/office.ts';
import { isDuplex, layoutOf, sheetOf } from '../../../renderer/ui/paper/paper-layout.ts';
import { changedSettings, formOf, settingsGaps } from '../../../renderer/counter/settings/settings-form.ts';
import { typedSince } from '../../../renderer/counter/settings/use-settings.ts';

const kept: Settings = {
  printer: null,
  slipPrinter: null,
  layout: 'a5',
  idleLockMinutes: 10,
  scannerGapMs: 35,
  autoSend: false,
  backupFolder: null,
};

test('untouched, nothing is to be saved; touched, only what differs', () => {
  const form = formOf(kept);
  expect(changedSettings(kept, form)).toEqual({});
  expect(changedSettings(kept, { ...form, idleLockMinutes: '010', backupFolder: ' ' })).toEqual({});
  expect(changedSettings(kept, { ...form, printer: 'Quay-2', autoSend: true, backupFolder: ' E:\\Sao lưu ' })).toEqual({
    printer: 'Quay-2',
    autoSend: true,
    backupFolder: 'E:\\Sao lưu',
  });
  expect(changedSettings({ ...kept, slipPrinter: 'Cuon' }, form)).toEqual({ slipPrinter: null });
});

test('numbers outside their bounds and a folder that is no whole path are gaps', () => {
  const form = formOf(kept);
  expect(settingsGaps(form)).toEqual([]);
  for (const idleLockMinutes of ['0', '241', '', '1.5', '-3', 'mười'])
    expect(settingsGaps({ ...form, idleLockMinutes })).toEqual(['idleLockMinutes']);
  for (const scannerGapMs of ['4', '201']) expect(settingsGaps({ ...form, scannerGapMs })).toEqual(['scannerGapMs']);
  for (const backupFolder of ['E:\\MotCua', 'e:/x', '\\\\may-chu\\sao-luu', '/mnt/usb'])
    expect(settingsGaps({ ...form, backupFolder })).toEqual([]);
  for (const backupFolder of ['MotCua', 'E:', '..\\x', `E:\\${'x'.repeat(400)}`])
    expect(settingsGaps({ ...form, backupFolder })).toEqual(['backupFolder']);
});

test('each layout is its sheet and its sides', () => {
  for (const layout of ['a5', 'a5-duplex', 'a4-two', 'a4-two-duplex'] as const)
    expect(layoutOf(sheetOf(layout), isDuplex(layout))).toBe(layout);
});

test('what is typed while settings are being saved stays to be saved', () => {
  expect(typedSince({ idleLockMinutes: '15', autoSend: true }, { idleLockMinutes: '15' })).toEqual({ autoSend: true });
  expect(typedSince({ idleLockMinutes: '20' }, { idleLockMinutes: '15' })).toEqual({ idleLockMinutes: '20' });
});
