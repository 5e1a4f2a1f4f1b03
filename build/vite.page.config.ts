import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import type { InlineConfig } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The counter's page: no inline script or style, `__NONCE__` left for the shell, every asset a file of its own. */
export default {
  configFile: false,
  root: `${root}renderer/counter`,
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: `${root}out/page`,
    emptyOutDir: true,
    // Chromium of Electron 45 and of Debian 12.
    target: 'chrome140',
    // A data: URL would need a hole in the policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    sourcemap: false,
  },
} satisfies InlineConfig;
