/** Packs the app around a stand-in for the Electron binary: the real file walk, archive, integrity and fuses, without a download. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
/** What electron-builder itself uses. */
export const builderRequire = createRequire(join(root, 'node_modules/app-builder-lib/package.json'));

export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Sentinel, version 1, nine fuses at Electron's defaults. */
const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([1, 9]), Buffer.from('101100010')]);

/** Packs for one system under `work` and answers the unpacked app's folder. Throws with electron-builder's words when it fails. */
export function pack(system: 'linux' | 'win', work: string): string {
  const standIn = join(work, `electron-${system}`);
  mkdirSync(join(standIn, 'resources'), { recursive: true });
  mkdirSync(join(standIn, 'locales'));
  for (const name of ['vi', 'en-US', 'fr']) writeFileSync(join(standIn, `locales/${name}.pak`), '');
  writeFileSync(
    join(standIn, system === 'win' ? 'electron.exe' : 'electron'),
    Buffer.concat([system === 'win' ? emptyExe() : Buffer.alloc(0), wire]),
    { mode: 0o755 },
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      `--${system}`,
      'dir',
      '--x64',
      '--publish',
      'never',
      '--config',
      'build/electron-builder.yml',
      `-c.electronDist=${standIn}`,
      `-c.directories.output=${join(work, `out-${system}`)}`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  return join(work, `out-${system}/${system}-unpacked`);
}

type Executable = { generate(): ArrayBuffer };
type Resources = { readonly entries: unknown[]; outputResource(exe: Executable): void };
type VersionInfo = {
  setFileVersion(major: number, minor: number, micro: number, revision: number, lang: number): void;
  setStringValues(language: { lang: number; codepage: number }, values: Record<string, string>): void;
  outputToResourceEntries(entries: unknown[]): void;
};

/** A Windows program of one kilobyte with one version resource, which is what the packer edits. */
function emptyExe(): Buffer {
  const pe = builderRequire('pe-library') as {
    NtExecutable: { createEmpty(is32: boolean, isDll: boolean): Executable };
    NtExecutableResource: { from(exe: Executable): Resources };
  };
  const { Resource } = builderRequire('resedit') as { Resource: { VersionInfo: { createEmpty(): VersionInfo } } };
  const exe = pe.NtExecutable.createEmpty(false, false);
  const resources = pe.NtExecutableResource.from(exe);
  const version = Resource.VersionInfo.createEmpty();
  version.setFileVersion(45, 0, 0, 0, 1033);
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', OriginalFilename: 'electron.exe' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(exe);
  return Buffer.from(exe.generate());
}
