/** How long a counter waits for its server before it stops trying: told on the screen while it waits. The protocol sets none of it. */

/** Of one request: a slow line carries half a megabyte a minute. */
export const requestSeconds = 120;
/** Pauses before the line is tried again while nothing gets through; headway starts them over. */
export const retryDelaysMs = [500, 2000, 5000, 10_000] as const;
export const triesAtMost = retryDelaysMs.length + 1;
