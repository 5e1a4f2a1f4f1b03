/** `npm run dist -- --win` or `-- --linux`: builds everything, checks what a release must bring, then packs. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { make, root } from './make.ts';

const words = process.argv.slice(2);
const runtime = ['vcruntime140.dll', 'vcruntime140_1.dll'].map((name) => join('build', 'vendor', 'vcruntime', name));
const missing = words.includes('--win') ? runtime.filter((file) => !existsSync(join(root, file))) : [];

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
