import * as z from 'zod';

const Plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One difference of a correction, numbers masked. `of` names the paper; codes stay codes, the page words them. */
export const ShownChange = z.object({ field: z.string(), of: z.string().exactOptional(), from: Plain, to: Plain });
export type ShownChange = z.infer<typeof ShownChange>;
