import type { Db, Tx } from './database.ts';

/** Who did what to the server itself; append-only. `detail` holds codes and ids, nothing personal of citizens. */
export async function writeAudit(
  db: Db | Tx,
  { at, who, what, detail }: { readonly at: Date; readonly who: string; readonly what: string; readonly detail: object },
): Promise<void> {
  await db
    .insertInto('audit')
    .values({ at, who, what, detail: JSON.stringify(detail) })
    .execute();
}
