/** What the tests need beside npm's packages: found, or installed from Debian's packages where this user may, or named in one sentence. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Tool = { readonly program: string; readonly debianPackage: string };

const tools: readonly Tool[] = [
  { program: 'chromium', debianPackage: 'chromium' },
  { program: 'cupsd', debianPackage: 'cups' },
  { program: 'lp', debianPackage: 'cups-client' },
  { program: 'lpadmin', debianPackage: 'cups-client' },
  { program: '/usr/lib/cups/backend/cups-pdf', debianPackage: 'printer-driver-cups-pdf' },
  { program: 'pdftotext', debianPackage: 'poppler-utils' },
  { program: 'pdftoppm', debianPackage: 'poppler-utils' },
  { program: 'compare', debianPackage: 'imagemagick' },
  { program: 'Xvfb', debianPackage: 'xvfb' },
  { program: 'pg_ctlcluster', debianPackage: 'postgresql' },
  { program: '/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf', debianPackage: 'fonts-liberation' },
];

const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];

/** Makes every tool available. Answers the sentence that says what is missing, or `undefined` when all is there. */
export function provideTools(say: (line: string) => void): string | undefined {
  const packages = missingPackages();
  if (packages.length === 0) return undefined;
  const apt = aptCommand();
  if (apt === undefined) return sentence(packages);
  say(`installing ${packages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // With what Debian recommends: the print filters of CUPS are among it.
  for (const step of [
    ['update', '-qq'],
    ['install', '-y', '-qq', ...packages],
  ]) {
    spawnSync(apt[0] ?? 'apt-get', [...apt.slice(1), ...step], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  }
  const left = missingPackages();
  return left.length === 0 ? undefined : sentence(left);
}

function missingPackages(): string[] {
  return [...new Set(tools.filter(({ program }) => !isThere(program)).map(({ debianPackage }) => debianPackage))];
}

function isThere(program: string): boolean {
  if (program.startsWith('/')) return existsSync(program);
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...systemFolders];
  return folders.some((folder) => isExecutable(join(folder, program)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function aptCommand(): readonly string[] | undefined {
  if (!isThere('apt-get')) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined;
}

function sentence(packages: readonly string[]): string {
  return `The tests need Debian's ${packages.join(', ')} and may not install them: run "apt-get install ${packages.join(' ')}" as root, then npm test again.`;
}
