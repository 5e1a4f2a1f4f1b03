/** `npm run dist -- --win` or `-- --linux`: builds everything, checks what a release must bring, then packs. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { lackingForWindows } from './lacking.ts';
import { make, root } from './make.ts';

const words = process.argv.slice(2);
const missing = words.includes('--win') ? lackingForWindows(root) : [];

if (missing.length > 0) {
  console.error(`Missing for Windows: ${missing.join(', ')} (see build/vendor/README.md)`);
  process.exitCode = 1;
} else {
  await make(['page', 'bundles']);
  const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
  const { status } = spawnSync(process.execPath, [cli, '--config', 'build/electron-builder.yml', '--publish', 'never', ...words], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
