/** The counter's settings as typed, what keeps them from being saved, and what was changed. */
import type { Settings } from '#shared/contract/office.ts';
import type { PaperLayout } from '#shared/contract/paper.ts';

export type SettingsForm = {
  /** Empty: the machine's own default. */
  readonly printer: string;
  readonly layout: PaperLayout;
  /** Empty: the same as `printer`. */
  readonly slipPrinter: string;
  readonly idleLockMinutes: string;
  readonly scannerGapMs: string;
  readonly autoSend: boolean;
  /** Empty: none. */
  readonly backupFolder: string;
};

/** Also the `data-field` that takes the focus, and the sentence under `settings.gaps`. */
export type SettingsGap = 'idleLockMinutes' | 'scannerGapMs' | 'backupFolder';

/** `C:\…`, `\\server\…` or `/…`. */
const wholePath = /^(?:[A-Za-z]:[\\/]|\\\\|\/)/u;
const longestPath = 400;

export function formOf(settings: Settings): SettingsForm {
  const { printer, slipPrinter, backupFolder, idleLockMinutes, scannerGapMs, layout, autoSend } = settings;
  return {
    printer: printer ?? '',
    layout,
    slipPrinter: slipPrinter ?? '',
    idleLockMinutes: String(idleLockMinutes),
    scannerGapMs: String(scannerGapMs),
    autoSend,
    backupFolder: backupFolder ?? '',
  };
}

export function settingsGaps({ idleLockMinutes, scannerGapMs, backupFolder }: SettingsForm): readonly SettingsGap[] {
  const folder = backupFolder.trim();
  return [
    ...(isWithin(idleLockMinutes, 1, 240) ? [] : ['idleLockMinutes' as const]),
    ...(isWithin(scannerGapMs, 5, 200) ? [] : ['scannerGapMs' as const]),
    ...(folder === '' || (wholePath.test(folder) && folder.length <= longestPath) ? [] : ['backupFolder' as const]),
  ];
}

function isWithin(text: string, least: number, most: number): boolean {
  return /^\d{1,3}$/u.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** What to save, by its name; expects a form without gaps. */
export function changedSettings(kept: Settings, form: SettingsForm): Partial<Settings> {
  const typed: Settings = {
    printer: form.printer === '' ? null : form.printer,
    layout: form.layout,
    slipPrinter: form.slipPrinter === '' ? null : form.slipPrinter,
    idleLockMinutes: Number(form.idleLockMinutes),
    scannerGapMs: Number(form.scannerGapMs),
    autoSend: form.autoSend,
    backupFolder: form.backupFolder.trim() === '' ? null : form.backupFolder.trim(),
  };
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => value !== kept[name as keyof Settings]));
}
