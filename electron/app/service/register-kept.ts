/** Prints of the register on this machine: the bytes are with the blobs, what they were is kept here. */
import * as z from 'zod';
import type { Store, StoreReader } from '../../store/store.ts';

const settingName = 'dossier-register-prints';
const printsKept = 200;

export const KeptRegisterPart = z.object({
  commandId: z.string(),
  year: z.int(),
  volume: z.string(),
  part: z.int(),
  sha256: z.string(),
  pageCount: z.int(),
  templateVersion: z.string(),
  printedAt: z.string(),
  personId: z.string(),
});
export type KeptRegisterPart = z.infer<typeof KeptRegisterPart>;

/** Newest last. */
export function keptRegisterParts({ settings }: StoreReader): readonly KeptRegisterPart[] {
  return z.array(KeptRegisterPart).safeParse(settings.get(settingName)).data ?? [];
}

export function keepRegisterPart(store: Store, part: KeptRegisterPart): void {
  const kept = [...keptRegisterParts(store), part].slice(-printsKept);
  store.writeLocal(() => {
    store.settings.put(settingName, kept);
  });
}
