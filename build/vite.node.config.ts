import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What stays outside the bundles: Electron and the native packages, whose files lie beside the archive. */
const nativePackages = ['better-sqlite3', '@node-rs/argon2', '@myriaddreamin/typst-ts-node-compiler'] as const;

/** Bundle under `out/` → its source. */
export const nodeBundles = {
  'main.cjs': 'electron/main.ts',
  'preload.cjs': 'electron/preload.ts',
  'app/worker.cjs': 'electron/app/worker.ts',
  'app/cli.cjs': 'electron/cli.ts',
  'paper/process.cjs': 'electron/paper/process.ts',
} as const satisfies Record<string, string>;

export type NodeBundle = keyof typeof nodeBundles;

const isExternal = (id: string): boolean =>
  id === 'electron' ||
  id.startsWith('node:') ||
  builtinModules.includes(id) ||
  nativePackages.some((name) => id === name || id.startsWith(`${name}/`));

/** One CommonJS file without chunks: a sandboxed preload may load no second one, and a worker starts from one name. */
export function nodeBundle(name: NodeBundle, outDir = `${root}out`): InlineConfig {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node24',
      minify: false,
      sourcemap: false,
      rolldownOptions: {
        input: `${root}${nodeBundles[name]}`,
        external: isExternal,
        output: { format: 'cjs', entryFileNames: name, codeSplitting: false },
      },
    },
  };
}
