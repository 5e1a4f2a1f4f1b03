/** The command line's contract, told to real processes: what goes in, what comes out on which stream, and the exit code. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { keyFilePath } from '../../../electron/keys/key-file.ts';
import { type CliFolder, cliFolder, type CliRun } from '../../helpers/cli.ts';
import { pdfText } from '../../helpers/pdf.ts';

const registerFile = join(import.meta.dirname, '../../fixtures/lac-tanh-2023-q1.csv');
const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const line = (commandId: string, changes: object = {}) => ({
  commandId,
  procedureCode: '1.001022',
  applicant: { fullName: 'Đặng Thị Hòa', personalId: '060185000123' },
  documents: ['Tờ khai'],
  channel: 'inPerson',
  occurredAt: '2026-06-08T09:15',
  ...changes,
});

describe('without a data folder', () => {
  const folder = cliFolder();
  afterAll(() => {
    folder.remove();
  });

  test('deadline answers in the order asked, each with its steps', async () => {
    const questions = [
      {
        receivedAt: '2026-06-08T09:15',
        limit: { value: 3, unit: 'workingDay', sameDay: false },
        policy: { cutoffShiftsStart: false, hourCarry: false },
        events: [],
      },
      { receivedAt: '2026-06-08T15:01', limit: { value: 1, unit: 'workingDay', sameDay: true } },
      { receivedAt: '2026-06-08T15:30', limit: { value: 1, unit: 'workingDay' }, policy: { cutoffShiftsStart: true } },
      {
        receivedAt: '2026-06-08T09:15',
        limit: { value: 3, unit: 'workingDay' },
        events: [
          { kind: 'pause', at: '2026-06-09T08:00' },
          { kind: 'resume', at: '2026-06-16T08:00' },
        ],
      },
    ];
    const { exitCode, out, err } = await folder.run(['deadline'], JSON.stringify(questions, null, 2));
    const [answers] = out as [{ dueAt: string; steps: unknown[] }[]];
    expect([exitCode, out.length, err]).toEqual([0, 1, []]);
    expect(answers.map(({ dueAt }) => dueAt)).toEqual(['2026-06-11T17:30', '2026-06-09T17:30', '2026-06-10T17:30', '2026-06-19T17:30']);
    for (const answer of answers) expect(Object.keys(answer)).toEqual(['dueAt', 'steps']);
    expect(answers[0]!.steps[0]).toMatchObject({ date: '2026-06-08', role: 'received' });
  });

  test('deadline tells the question it cannot answer and answers the others', async () => {
    const { exitCode, out, err } = await folder.run(
      ['deadline'],
      JSON.stringify([
        { receivedAt: '2026-06-31T09:15', limit: { value: 3, unit: 'workingDay' } },
        { receivedAt: '2026-06-08T09:15', limit: { value: 3, unit: 'workingDay' } },
      ]),
    );
    expect([exitCode, out]).toEqual([
      1,
      [[expect.objectContaining({ error: expect.any(String) }), expect.objectContaining({ dueAt: '2026-06-11T17:30' })]],
    ]);
    expect(err).toEqual([expect.objectContaining({ index: 0, error: expect.any(String) })]);
  });

  test('npm run -s motcua is this command line, with nothing said besides', async () => {
    const child = spawn('npm', ['run', '-s', 'motcua', '--', 'deadline'], {
      cwd: join(import.meta.dirname, '../../..'),
      env: folder.env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
    const closed = new Promise((resolve) => {
      child.once('close', resolve);
    });
    child.stdin.end('[]');
    expect([await closed, text]).toEqual([0, '[]\n']);
  });

  test.each([
    ['{}', 'input-not-array'],
    ['nonsense', 'not-json'],
    ['', 'not-json'],
  ])('deadline refuses %s', async (stdin, error) => {
    expect(await folder.run(['deadline'], stdin)).toMatchObject({ exitCode: 1, out: [], err: [{ error }] });
  });

  test('id-card answers one line a scan', async () => {
    const scans = ['060185000123|230456789|Đặng Thị Hòa|02031985|Nữ|Tổ 3, thị trấn Lạc Tánh|15042022', 'không phải thẻ'];
    const { exitCode, out } = await folder.run(['id-card'], `${scans.join('\n')}\n`);
    expect([exitCode, out]).toEqual([
      1,
      [
        expect.objectContaining({
          ok: true,
          personalId: '060185000123',
          fullName: 'Đặng Thị Hòa',
          dateOfBirth: '1985-03-02',
          sex: 'female',
          warnings: [],
        }),
        { ok: false, error: expect.any(String) },
      ],
    ]);
    expect((await folder.run(['id-card'], `${scans[0]}\r\n`)).exitCode).toBe(0);
  });

  test.each([
    [[], { error: 'unknown-command', command: '' }],
    [['nothing'], { error: 'unknown-command', command: 'nothing' }],
    [['constructor'], { error: 'unknown-command', command: 'constructor' }],
    [['accept'], { error: 'option-missing', option: '--data' }],
    [['search', '--data'], { error: 'option-unknown' }],
    [['init', '--data', 'x', '--nothing'], { error: 'option-unknown', option: '--nothing' }],
    [['accept', '--data', '/tmp/there/is/nothing/here'], { error: 'key-file-missing' }],
  ])('%j is refused in one JSON line on stderr', async (args, error) => {
    expect(await folder.run(args)).toMatchObject({ exitCode: 1, out: [], err: [error] });
  });
});

describe('a counter', () => {
  let folder: CliFolder;
  let made: CliRun;
  let recoveryCode: string;
  const run = (command: string, args: readonly string[] = [], stdin = '') => folder.run([command, '--data', folder.data, ...args], stdin);
  beforeAll(async () => {
    folder = cliFolder();
    made = await run('init', ['--agency', 'H55.242', '--counter', '3']);
    ({ recoveryCode } = made.out[0] as { recoveryCode: string });
  });
  afterAll(() => {
    folder.remove();
  });

  test('init prints the recovery code, this once, and keeps the key for its owner only, outside the data folder', async () => {
    expect(made).toMatchObject({ exitCode: 0, err: [], out: [{ agencyCode: 'H55.242', counterNo: 3 }] });
    expect(recoveryCode).toMatch(/^(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}$/u);
    const keyFile = keyFilePath(folder.data, folder.env);
    expect([statSync(keyFile).mode & 0o777, keyFile.startsWith(folder.data)]).toEqual([0o600, false]);
    const before = readFileSync(keyFile, 'utf8');
    expect(await run('init')).toMatchObject({ exitCode: 1, out: [], err: [{ error: 'already-set-up' }] });
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
  });

  test.each([[['--counter', '10']], [['--counter', '0']], [['--agency', 'nowhere']]])(
    'init %j is refused and makes nothing',
    async (args) => {
      const data = join(folder.path, 'refused');
      expect(await folder.run(['init', '--data', data, ...args])).toMatchObject({
        exitCode: 1,
        out: [],
        err: [{ error: 'input-refused' }],
      });
      expect(readdirSync(folder.path)).not.toContain('refused');
    },
  );

  test('accept answers a line a dossier; repeated commands, whole runs too, answer the same line', async () => {
    const input = lines([
      line('a-1'),
      line('a-2', { occurredAt: '2025-01-02T09:00' }),
      line('a-1'),
      line('019eb001-0000-7000-8000-000000000001', { applicant: { fullName: 'Bùi Văn Sơn' }, documents: [] }),
    ]);
    const first = await run('accept', [], input);
    expect(first).toMatchObject({ exitCode: 0, err: [] });
    expect(first.outText).toBe(
      lines([
        { commandId: 'a-1', dossierCode: 'H55.242-260608-3001', dueAt: '2026-06-11T17:30' },
        { commandId: 'a-2', dossierCode: 'H55.242-250102-3001', dueAt: '2025-01-07T17:30' },
        { commandId: 'a-1', dossierCode: 'H55.242-260608-3001', dueAt: '2026-06-11T17:30' },
        { commandId: '019eb001-0000-7000-8000-000000000001', dossierCode: 'H55.242-260608-3002', dueAt: '2026-06-11T17:30' },
      ]),
    );
    expect((await run('accept', [], input)).outText).toBe(first.outText);
  });

  test('accept tells each refused line with its command on stderr and goes on', async () => {
    const given = [
      line('b-1', { procedureCode: '9.999999' }),
      line('b-2', { applicant: { fullName: 'Đặng\0Hòa' } }),
      { commandId: 'b-3' },
      'text',
      line('b-5', { occurredAt: '2026-02-30T09:00' }),
      line('b-6'),
    ];
    const { exitCode, out, err } = await run('accept', [], `${lines(given)}not json\n\n`);
    expect([exitCode, out]).toEqual([
      1,
      [{ commandId: 'b-6', dossierCode: expect.stringContaining('-260608-'), dueAt: '2026-06-11T17:30' }],
    ]);
    expect(err).toEqual([
      { commandId: 'b-1', error: 'procedure-unknown', procedureCode: '9.999999' },
      { commandId: 'b-2', error: 'input-refused', fields: [{ field: 'applicant.fullName', why: 'nul' }] },
      {
        commandId: 'b-3',
        error: 'input-refused',
        fields: [expect.objectContaining({ field: 'procedureCode' }), expect.objectContaining({ field: 'applicant' })],
      },
      expect.objectContaining({ error: 'input-refused' }),
      expect.objectContaining({ commandId: 'b-5' }),
      { error: 'not-json' },
    ]);
  });

  test('accept refuses a name with nothing to read in it', async () => {
    const { exitCode, out, err } = await run(
      'accept',
      [],
      lines(['  ', '\u00A0', '–'].map((fullName) => line(`blank-${fullName}`, { applicant: { fullName } }))),
    );
    expect([exitCode, out, err.length]).toEqual([1, [], 3]);
    expect(err).toEqual(
      ['  ', '\u00A0', '–'].map((fullName) => ({
        commandId: `blank-${fullName}`,
        error: 'input-refused',
        fields: [expect.objectContaining({ field: 'applicant.fullName' })],
      })),
    );
  });

  test('a line ends at LF, CR LF or CR only, and a byte order mark is no part of it', async () => {
    const name = 'Đặng\u2028Hòa\u2029';
    const { exitCode, out, err } = await run(
      'accept',
      [],
      `\uFEFF${JSON.stringify(line('u2028', { applicant: { fullName: name }, occurredAt: '2026-06-12T08:00' }))}\r\n\r\n`,
    );
    expect([exitCode, out, err]).toEqual([0, [{ commandId: 'u2028', dossierCode: 'H55.242-260612-3001', dueAt: '2026-06-17T17:30' }], []]);
    expect((await run('show', ['H55.242-260612-3001'])).out).toMatchObject([{ applicant: { fullName: name } }]);
  });

  test('accept answers an exhausted range on stderr and goes on', async () => {
    const many = Array.from({ length: 901 }, (_, index) => line(`c-${index + 1}`, { occurredAt: '2026-05-04T09:00' }));
    const { exitCode, out, err } = await run('accept', [], lines([...many, line('c-last', { occurredAt: '2026-05-05T09:00' })]));
    const codes = out.map((answer) => (answer as { dossierCode: string }).dossierCode);
    expect([exitCode, codes.length, codes.at(0), codes.at(-2), codes.at(-1)]).toEqual([
      1,
      900,
      'H55.242-260504-3001',
      'H55.242-260504-3899',
      'H55.242-260505-3001',
    ]);
    expect(new Set(codes).size).toBe(900);
    expect((await run('search', ['H55.242'])).out[0]).toSatisfy((found: readonly unknown[]) => found.length > 900);
    expect(err).toEqual(
      ['c-900', 'c-901'].map((commandId) => ({ commandId, error: 'number-range-exhausted', on: '2026-05-04', counterNo: 3 })),
    );
  });

  test('acts carry the system’s user; search and show find what was accepted', async () => {
    await run(
      'accept',
      [],
      lines([
        line('d-1', {
          applicant: { fullName: 'Hồ Thị Kiều Diễm', personalId: '060190111222', phone: '0911222333' },
          occurredAt: '2026-06-10T08:00',
        }),
      ]),
    );
    for (const text of ['kieu diem', 'Kiều', '060190111222', '111222', '0911222333', '+84 911 222 333', 'H55.242-260610-3001']) {
      const { exitCode, out, err } = await run('search', [text]);
      expect([text, exitCode, err, out]).toEqual([
        text,
        0,
        [],
        [[expect.objectContaining({ dossierCode: 'H55.242-260610-3001', applicantName: 'Hồ Thị Kiều Diễm', status: 'accepted' })]],
      ]);
    }
    expect(await run('search', ['khong', 'co', 'ai'])).toMatchObject({ exitCode: 0, out: [[]] });
    expect((await run('show', ['H55.242-260610-3001'])).out).toMatchObject([
      {
        dossierCode: 'H55.242-260610-3001',
        status: 'accepted',
        receivedBy: expect.stringMatching(/^cli:./u),
        entryMode: 'backfill',
        applicant: { fullName: 'Hồ Thị Kiều Diễm' },
      },
    ]);
    expect(await run('show', ['H55.242-260610-3999'])).toMatchObject({
      exitCode: 1,
      out: [],
      err: [{ error: 'dossier-unknown', dossierCode: 'H55.242-260610-3999' }],
    });
  });

  test('import says what it would do, does it, and does it once, from .csv and .xlsx', async () => {
    const whole = { read: 863, imported: 863, already: 0, rejected: [] };
    const importing = (file: string, ...flags: string[]) => run('import', ['--file', file, ...flags]);
    expect(await importing(registerFile, '--dry-run')).toMatchObject({ exitCode: 0, err: [], out: [whole] });
    expect(await importing(registerFile)).toMatchObject({ exitCode: 0, err: [], out: [whole] });
    const table = Papa.parse<string[]>(readFileSync(registerFile, 'utf8').replace(/^\uFEFF/u, ''), { skipEmptyLines: true }).data;
    const xlsx = folder.write(
      'register.xlsx',
      await writeXlsxFile(table.map((row) => row.map((value) => ({ value, type: String })))).toBuffer(),
    );
    expect(await importing(xlsx)).toMatchObject({ exitCode: 0, out: [{ ...whole, imported: 0, already: 863 }] });
    const [headers = [], first = [], second = []] = table;
    const bad = folder.write('bad.csv', Papa.unparse([headers, first, second.map((cell, index) => (index === 1 ? 'không có mã' : cell))]));
    expect((await importing(bad)).out).toEqual([
      { read: 2, imported: 0, already: 1, rejected: [expect.objectContaining({ row: 3, reason: 'bad-dossier-code' })] },
    ]);
    const missing = join(folder.path, 'missing.csv');
    expect(await importing(missing)).toMatchObject({
      exitCode: 1,
      out: [],
      err: [{ error: 'file-refused', why: 'ENOENT', file: missing }],
    });
  });

  test('print archives the paper, then writes the same bytes; again it is a reprint', async () => {
    await run('accept', [], lines([line('e-1', { occurredAt: '2026-06-11T08:00' })]));
    const file = join(folder.path, 'slip.pdf');
    const printing = () => run('print', ['H55.242-260611-3001', '--form', 'receiptSlip', '--out', file]);
    expect(
      await run('print', ['H55.242-260611-3001', '--form', 'receiptSlip', '--out', join(folder.path, 'nowhere', 'slip.pdf')]),
    ).toMatchObject({ exitCode: 1, out: [], err: [{ error: 'file-refused', why: 'ENOENT' }] });
    const first = await printing();
    expect(first).toMatchObject({
      exitCode: 0,
      err: [],
      out: [{ dossierCode: 'H55.242-260611-3001', reprintNo: 0, pageCount: 2, out: file, job: null }],
    });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdfText(readFileSync(file))).toContain('H55.242-260611-3001');
    expect((await printing()).out).toMatchObject([{ reprintNo: 1 }]);
    expect(pdfText(readFileSync(file)).toLocaleUpperCase('vi')).toContain('BẢN IN LẠI LẦN 1');
    expect(await run('print', ['H55.242-260611-3999', '--form', 'receiptSlip', '--out', file])).toMatchObject({
      exitCode: 1,
      err: [{ error: 'dossier-unknown' }],
    });
    expect(await run('print', ['H55.242-260611-3001', '--form', 'nothing', '--out', file])).toMatchObject({
      exitCode: 1,
      err: [{ error: 'input-refused' }],
    });
  });

  test('person adds who may sign in, and refuses a weak PIN before anything is kept', async () => {
    const person = { fullName: 'Lê Thị Hạnh', roles: ['receptionist'], pin: '1111' };
    expect(await run('person', [], lines([person]))).toMatchObject({ exitCode: 1, out: [], err: [{ error: 'pin-too-weak' }] });
    expect(await run('person', [], lines([{ ...person, pin: '7391' }]))).toMatchObject({
      exitCode: 0,
      out: [{ personId: expect.any(String) }],
    });
  });

  test('the recovery code in a file opens it where the key file is missing; a wrong one does not', async () => {
    const elsewhere = { ...folder.env, XDG_CONFIG_HOME: join(folder.path, 'another-user') };
    const code = folder.write('code.txt', `${recoveryCode}\n`);
    const wrong = folder.write(
      'wrong.txt',
      recoveryCode.replace(/.$/u, (last) => (last === '0' ? '1' : '0')),
    );
    const as = (file?: string) =>
      folder.run(['search', '--data', folder.data, ...(file === undefined ? [] : ['--recovery-code-file', file]), 'Hòa'], '', elsewhere);
    expect(await as()).toMatchObject({ exitCode: 1, err: [{ error: 'key-file-missing' }] });
    expect(await as(code)).toMatchObject({ exitCode: 0, err: [] });
    expect(await as(wrong)).toMatchObject({ exitCode: 1, err: [{ error: 'recovery-code-mistyped' }] });
  });

  test('while another process writes, a second one is refused by name and reading goes on', async () => {
    const holder = folder.start(['accept', '--data', folder.data]);
    const closed = new Promise((resolve) => {
      holder.once('close', resolve);
    });
    holder.stdin.write(lines([line('f-1')]));
    await new Promise((resolve) => {
      holder.stdout.once('data', resolve);
    });
    expect(await run('accept', [], lines([line('f-2')]))).toMatchObject({
      exitCode: 1,
      out: [],
      err: [{ error: 'data-folder-in-use', pid: holder.pid }],
    });
    expect((await run('search', ['Hòa'])).exitCode).toBe(0);
    holder.stdin.end();
    await closed;
    expect((await run('accept', [], lines([line('f-2')]))).exitCode).toBe(0);
  });

  test('accept stops when nobody listens any more', async () => {
    const child = folder.start(['accept', '--data', folder.data]);
    const errors: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors.push(text);
    });
    child.stdin.on('error', () => undefined);
    const closed = new Promise((resolve) => {
      child.once('close', resolve);
    });
    child.stdout.destroy();
    child.stdin.end(lines([line('g-1'), line('g-2'), line('g-3')]));
    expect([await closed, errors]).toEqual([1, []]);
  });

  test('verify is green after all this', async () => {
    expect(await run('verify')).toMatchObject({ exitCode: 0, err: [], out: [{ ok: true, faults: [] }] });
  });
});

test('init --demo makes a commune to try things in', async () => {
  const folder = cliFolder();
  expect(await folder.run(['init', '--data', folder.data, '--demo'])).toMatchObject({
    exitCode: 0,
    err: [],
    out: [{ agencyCode: '000.05.24.H11', counterNo: 2 }],
  });
  const { out } = await folder.run(['search', '--data', folder.data, '--limit', '2000']);
  expect(out[0]).toHaveLength(863);
  expect(await folder.run(['verify', '--data', folder.data])).toMatchObject({ exitCode: 0, out: [{ ok: true }] });
  folder.remove();
});
