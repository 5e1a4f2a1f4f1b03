/** How many acts, and about how many bytes of them, one frame and one transaction take at most: a push batch has the same limits. */
export const actsPerFrame = 500;
export const bytesPerFrame = 1_000_000;
