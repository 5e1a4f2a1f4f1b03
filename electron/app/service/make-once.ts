import { fail } from '#shared/errors.ts';
import type { Act, ActBody } from '#shared/journal/act.ts';
import type { Kind } from '#shared/journal/kinds.ts';
import type { Store, StoreReader } from '../../store/store.ts';

/**
 * The act a command became: the one made under `id` before, else the one `make` builds now, inside the writer's turn. `beside` is written in that act's own
 * transaction. Throws `command-reused` when the id belongs to an act of another kind or dossier, and what `make` throws.
 */
export function makeOnce(
  store: Store,
  { id, kind, dossierId }: { readonly id: string; readonly kind: Kind; readonly dossierId: string },
  make: (reader: StoreReader) => ActBody,
  beside?: () => void,
): Act {
  const [made] = store.commitWith((reader) => {
    const before = reader.acts.find(id);
    if (before === undefined) return [make(reader)];
    if (before.body.kind !== kind || before.body.dossierId !== dossierId) throw fail('command-reused', {});
    return [before.body];
  }, beside);
  if (made === undefined) throw fail('command-reused', {});
  return made;
}
