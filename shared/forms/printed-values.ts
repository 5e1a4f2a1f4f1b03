/** What papers are filled with, whatever the form. */
import * as z from 'zod';

/** Printed as it is, never read as markup. */
export const PrintedText = z.string().max(500);

/** Local time at the office, to the minute: `2025-04-24T08:42`. */
export const LocalMinute = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

export const Count = z.int().min(0);
