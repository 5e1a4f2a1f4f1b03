import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export type RunFolder = {
  /** A page of ours that leads to the start-up token: a command line would show the token to everybody. Mode 0600. */
  readonly openFile: string;
  /** The browser's own profile, mode 0700, empty at every start. */
  readonly profile: string;
  /** A folder where the browser can keep no dump: what would hold new ones is a file. */
  readonly noDumps: string;
  remove(): void;
};

/** `$XDG_STATE_HOME/mot-cua`, else `~/.local/state/mot-cua`: the shell's log and what one run needs. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  const configured = env['XDG_STATE_HOME'];
  return join(configured !== undefined && configured !== '' ? configured : join(homedir(), '.local', 'state'), 'mot-cua');
}

/** Makes the folder of this run (0700) and sweeps what runs that were killed have left. */
export function makeRunFolder(state: string, openUrl: string): RunFolder {
  sweep(state);
  const folder = join(state, `run-${process.pid}-${Date.now()}`);
  const profile = join(folder, 'profile');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  const noDumps = join(folder, 'no-dumps');
  mkdirSync(noDumps, { mode: 0o700 });
  writeFileSync(join(noDumps, 'new'), '', { mode: 0o600 });
  const openFile = join(folder, 'open.html');
  // The URL is our own: port and base64url, nothing that HTML would read.
  writeFileSync(
    openFile,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${openUrl}">\n`,
    { mode: 0o600, flag: 'wx' },
  );
  return {
    openFile,
    profile,
    noDumps,
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function sweep(state: string): void {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(state)) {
    const pid = Number(/^run-(\d+)-\d+$/u.exec(name)?.[1]);
    if (Number.isInteger(pid) && !lives(pid)) rmSync(join(state, name), { recursive: true, force: true });
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
