/** `npm run build`: everything under `out/` that is older than its sources. */
import { make } from './make.ts';

await make(['page', 'bundles']);
