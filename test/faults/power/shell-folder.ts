/** `node --import`: makes the folder `SHELL_FOLDER`, as a shell does for its log, and brings nothing to the disk. */
import { mkdirSync } from 'node:fs';

mkdirSync(process.env['SHELL_FOLDER'] ?? '', { recursive: true });
