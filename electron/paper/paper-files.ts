import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders holding the `.typ` templates and the four Tinos faces; the packaged app keeps them elsewhere than the sources do. */
export type PaperFiles = { readonly templates: string; readonly fonts: string };

const templateNames = [
  'common.typ',
  'receipt-slip.typ',
  'day-slip.typ',
  'dossier-register.typ',
  'recovery-sheet.typ',
  'number-ledger.typ',
  'outage-certificate.typ',
  'test-page.typ',
] as const;
const faceNames = ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'] as const;

/** Where the files lie when the sources are run as they are. */
export function sourcePaperFiles(): PaperFiles {
  const fontPackage = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json');
  return { templates: fileURLToPath(new URL('../../shared/forms', import.meta.url)), fonts: dirname(fontPackage) };
}

/** Beside a bundle in `out/app` where there is one, else with the sources. */
export function nearestPaperFiles(): PaperFiles {
  const out = fileURLToPath(new URL('..', import.meta.url));
  const built = { templates: join(out, 'forms'), fonts: join(out, 'fonts') };
  return existsSync(join(built.templates, templateNames[0])) ? built : sourcePaperFiles();
}

export type LoadedPaperFiles = {
  readonly templates: readonly { readonly name: string; readonly source: string }[];
  readonly fonts: readonly Buffer[];
};

/** Reads all of them; throws what `fs` throws when one is missing. */
export function loadPaperFiles(files: PaperFiles): LoadedPaperFiles {
  return {
    templates: templateNames.map((name) => ({ name, source: readFileSync(join(files.templates, name), 'utf8') })),
    fonts: faceNames.map((face) => readFileSync(join(files.fonts, face, `Tinos_${face}.ttf`))),
  };
}
