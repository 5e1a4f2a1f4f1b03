/** Whom the line believes by TLS: the authorities of this machine too, and a certificate that does not fit is told apart from a line that is down. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const authority = join(root, 'test/fixtures/tls/authority.pem');

/** The system's store is what these variables name; no other of the environment's says whom to trust. */
const asking = async (systemStore: string): Promise<unknown> => {
  const { NODE_EXTRA_CA_CERTS: _extra, NODE_USE_SYSTEM_CA: _system, ...env } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, ['test/helpers/https-line.ts', 'good', 'expired', 'another', 'foreign'], {
    cwd: root,
    env: { ...env, SSL_CERT_FILE: systemStore, SSL_CERT_DIR: '/nowhere' },
  });
  return JSON.parse(stdout);
};

test("an authority that the machine trusts is believed; what is out of date, another's or a stranger's is called so", async () => {
  expect(await asking(authority)).toEqual({
    good: '200',
    expired: 'certificate-out-of-date',
    another: 'certificate-of-another',
    foreign: 'certificate-of-stranger',
  });
}, 120_000);

test('an authority that the machine does not trust is a stranger', async () => {
  expect(await asking('/nowhere/none.pem')).toMatchObject({ good: 'certificate-of-stranger' });
}, 120_000);
