/** Keys by the command line: wrong key, lost key, another user, a moved folder, a code that was used, escrow. Every way leads back in, and none makes a new key. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../electron/app/cli/run.ts';
import { keyFilePath, readKeyFile } from '../../electron/keys/key-file.ts';
import { initEscrow } from '../../server/commands/escrow.ts';
import { cliFolder, type CliFolder } from '../helpers/cli.ts';

let made: CliFolder;
let code = '';
let keyFile = '';
beforeAll(async () => {
  made = cliFolder();
  const { out } = await made.run(['init', '--data', made.data]);
  code = (out[0] as { recoveryCode: string }).recoveryCode;
  keyFile = keyFilePath(made.data, made.env);
}, 120_000);
afterAll(() => {
  made.remove();
});

type Ran = { readonly exitCode: number; readonly out: readonly unknown[]; readonly err: readonly unknown[] };

/** The command in this process, as another start of it would run: thirty processes would take a minute. */
async function run(args: readonly string[], configDir = join(made.path, 'config')): Promise<Ran> {
  const before = process.env['XDG_CONFIG_HOME'];
  process.env['XDG_CONFIG_HOME'] = configDir;
  const [out, err]: [unknown[], unknown[]] = [[], []];
  try {
    const exitCode = await runCli(args, {
      lines: async function* () {},
      out: (line) => out.push(JSON.parse(line)),
      err: (line) => err.push(JSON.parse(line)),
    });
    return { exitCode, out, err };
  } finally {
    if (before === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = before;
  }
}

const said = ({ exitCode, err }: Ran) => [exitCode, ...err.map((line) => (line as { error: string }).error)];
const verify = (data = made.data, more: readonly string[] = [], configDir?: string) => run(['verify', '--data', data, ...more], configDir);
const codeFile = (text: string) => made.write('code.txt', `${text}\n`);
const answer = ({ out }: Ran) => out[0] as { recoveryCode: string };
/** Does `work` with the key file changed, and puts it back. */
async function withKeyFile(change: () => void, work: () => Promise<void>): Promise<void> {
  const kept = readFileSync(keyFile);
  change();
  try {
    await work();
  } finally {
    rmSync(keyFile, { force: true });
    writeFileSync(keyFile, kept, { mode: 0o600 });
    for (const name of readdirSync(dirname(keyFile))) if (name !== basename(keyFile)) rmSync(join(dirname(keyFile), name));
  }
}

describe('a key that opens nothing is named, and nothing is made anew', { timeout: 120_000 }, () => {
  const store = () => readFileSync(join(made.data, 'store.db'));

  test('lost: the code on paper brings it back and is replaced', async () => {
    await withKeyFile(
      () => {
        rmSync(keyFile);
      },
      async () => {
        const before = store();
        expect(said(await verify())).toEqual([1, 'key-file-missing']);
        expect(said(await run(['init', '--data', made.data]))[0]).toBe(1);
        expect([existsSync(keyFile), store().equals(before)]).toEqual([false, true]);
        const back = await run(['recover', '--data', made.data, '--recovery-code-file', codeFile(code)]);
        expect(said(back)).toEqual([0]);
        expect(said(await verify())).toEqual([0]);
        expect(said(await verify(made.data, ['--recovery-code-file', codeFile(code)]))).toEqual([1, 'recovery-code-wrong']);
        code = answer(back).recoveryCode;
        expect(said(await verify(made.data, ['--recovery-code-file', codeFile(code)]))).toEqual([0]);
      },
    );
  });

  test('of another store: refused by name', async () => {
    await withKeyFile(
      () => {
        writeFileSync(keyFile, `MCKEY1\n${'11'.repeat(32)}\n`);
      },
      async () => {
        expect(said(await verify())).toEqual([1, 'wrong-key']);
      },
    );
  });

  test('readable by others: refused until the code makes it anew, and the old file is closed to them', async () => {
    const key = readKeyFile(keyFile);
    await withKeyFile(
      () => {
        chmodSync(keyFile, 0o644);
      },
      async () => {
        expect(said(await verify())).toEqual([1, 'key-file-too-open']);
        const back = await run(['recover', '--data', made.data, '--recovery-code-file', codeFile(code)]);
        code = answer(back).recoveryCode;
        expect(readKeyFile(keyFile)).toEqual(key);
        const aside = readdirSync(dirname(keyFile)).filter((name) => name.includes('.before-'));
        expect(aside).toHaveLength(1);
        expect(readKeyFile(join(dirname(keyFile), aside[0]!))).toEqual(key);
      },
    );
  });

  test('another user of the machine has none; the code gives them one of their own', async () => {
    const other = join(made.path, 'other-user');
    expect(said(await verify(made.data, [], other))).toEqual([1, 'key-file-missing']);
    const back = await run(['recover', '--data', made.data, '--recovery-code-file', codeFile(code)], other);
    code = answer(back).recoveryCode;
    expect([said(await verify(made.data, [], other)), said(await verify())]).toEqual([[0], [0]]);
  });

  test('a moved folder is opened with the code', async () => {
    const moved = join(made.path, 'moved');
    cpSync(made.data, moved, { recursive: true });
    expect(said(await verify(moved))).toEqual([1, 'key-file-missing']);
    const back = await run(['recover', '--data', moved, '--recovery-code-file', codeFile(code)]);
    expect([said(back), said(await verify(moved))]).toEqual([[0], [0]]);
  });

  test('a wrong and a mistyped code, and a folder without its recovery file', async () => {
    const recover = (text: string) => run(['recover', '--data', made.data, '--recovery-code-file', codeFile(text)]);
    expect(said(await recover(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`))).toEqual([1, 'recovery-code-mistyped']);
    const { out } = await run(['recovery-code', '--data', made.data]);
    expect(said(await recover(code))).toEqual([1, 'recovery-code-wrong']);
    code = (out[0] as { recoveryCode: string }).recoveryCode;
    const file = join(made.data, 'recovery.json');
    renameSync(file, `${file}.away`);
    expect(said(await recover(code))).toEqual([1, 'recovery-file-missing']);
    renameSync(`${file}.away`, file);
  });
});

test("another store's escrow file and identity change nothing here", { timeout: 120_000 }, async () => {
  const other = cliFolder();
  await other.run(['init', '--data', other.data]);
  const pair = await initEscrow(join(other.path, 'offline/escrow.key'));
  await run(['escrow', '--data', other.data, '--recipient', pair.recipientFile], join(other.path, 'config'));
  cpSync(join(other.data, 'escrow.json'), join(made.data, 'escrow.json'));
  const before = [readFileSync(keyFile, 'utf8'), readFileSync(join(made.data, 'recovery.json'), 'utf8')];
  expect(said(await run(['unlock-with-escrow', '--data', made.data, '--identity', pair.identityFile]))).toEqual([1, 'wrong-key']);
  expect([readFileSync(keyFile, 'utf8'), readFileSync(join(made.data, 'recovery.json'), 'utf8')]).toEqual(before);
  rmSync(join(made.data, 'escrow.json'));
  other.remove();
});

test('escrow: sealed for the agency, opened by its identity alone, and a new code comes with it', { timeout: 120_000 }, async () => {
  const own = await initEscrow(join(made.path, 'offline/escrow.key'));
  const other = await initEscrow(join(made.path, 'offline/other.key'));
  const unlock = (identityFile: string) => run(['unlock-with-escrow', '--data', made.data, '--identity', identityFile]);
  expect(said(await unlock(own.identityFile))).toEqual([1, 'escrow-file-missing']);
  const sealed = await run(['escrow', '--data', made.data, '--recipient', own.recipientFile]);
  expect(sealed.out).toEqual([{ recipient: own.recipient, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/u) }]);
  expect(said(await run(['escrow', '--data', made.data, '--recipient', own.identityFile]))).toEqual([1, 'escrow-identity-shown']);
  // Another key takes its place on purpose only.
  const seal = (file: string, ...more: string[]) => run(['escrow', '--data', made.data, '--recipient', file, ...more]);
  expect(said(await seal(other.recipientFile))).toEqual([1, 'escrow-differs']);
  expect(said(await seal(other.recipientFile, '--replace'))).toEqual([0]);
  expect(said(await seal(own.recipientFile, '--replace'))).toEqual([0]);
  await withKeyFile(
    () => {
      rmSync(keyFile);
    },
    async () => {
      expect(said(await unlock(other.identityFile))).toEqual([1, 'escrow-identity-wrong']);
      const back = await unlock(own.identityFile);
      expect(said(back)).toEqual([0]);
      expect(said(await verify())).toEqual([0]);
      expect(said(await verify(made.data, ['--recovery-code-file', codeFile(code)]))).toEqual([1, 'recovery-code-wrong']);
      expect(said(await verify(made.data, ['--recovery-code-file', codeFile(answer(back).recoveryCode)]))).toEqual([0]);
    },
  );
});

test('escrow on another machine: PC and sheet are gone, a backup on a stick is left', { timeout: 120_000 }, async () => {
  const agency = await initEscrow(join(made.path, 'offline/agency.key'));
  const stranger = await initEscrow(join(made.path, 'offline/stranger.key'));
  const stick = join(made.path, 'stick');
  mkdirSync(stick);
  expect(said(await run(['escrow', '--data', made.data, '--recipient', agency.recipientFile, '--replace']))).toEqual([0]);
  expect(said(await run(['backup', '--data', made.data, '--second', stick]))).toEqual([0]);
  const folder = join(stick, readdirSync(stick)[0]!);
  const data = join(made.path, 'new-machine');
  const config = join(made.path, 'new-user');
  const restoreBy = (identityFile: string) =>
    run(['restore', '--data', data, '--from', 'latest', '--folder', folder, '--unsure', '--identity', identityFile], config);
  expect(said(await restoreBy(stranger.identityFile))).toEqual([1, 'escrow-identity-wrong']);
  const back = await restoreBy(agency.identityFile);
  expect(said(back)).toEqual([0]);
  expect(said(await run(['verify', '--data', data], config))).toEqual([0]);
  const newCode = (back.out.at(-1) as { recoveryCode: string }).recoveryCode;
  expect(said(await verify(data, ['--recovery-code-file', codeFile(newCode)]))).toEqual([0]);
});
