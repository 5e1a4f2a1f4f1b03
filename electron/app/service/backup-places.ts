/** Where the open counter's backups lie. */
import { Settings } from '#shared/contract/office.ts';
import { secondFolderOf } from '../../backup/second-folder.ts';
import { backupFolderOf } from '../../store/paths.ts';
import type { Store } from '../../store/store.ts';

/** The second folder of the settings; null where none is set. */
export function secondFolder({ settings }: Pick<Store, 'settings'>): string | null {
  return Settings.safeParse(settings.get('desk')).data?.backupFolder ?? null;
}

/** Every folder a backup of this counter may be in. */
export function backupFolders(dataDir: string, store: Pick<Store, 'settings' | 'identity'>): readonly string[] {
  const second = secondFolder(store);
  const { agencyCode, counterNo } = store.identity;
  return [backupFolderOf(dataDir), ...(second === null ? [] : [secondFolderOf(second, agencyCode, counterNo)])];
}
