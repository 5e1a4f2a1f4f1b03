import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Explained, judgeAudit } from '../../build/audit-report.ts';

const root = join(import.meta.dirname, '../..');
const advisory = (id: string, name: string) => ({
  source: 1,
  name,
  dependency: name,
  title: `Fault of ${name}`,
  url: `https://github.com/advisories/${id}`,
  severity: 'high',
  cwe: [],
  cvss: { score: 0, vectorString: null },
  range: '<2',
});
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    inner: {
      name: 'inner',
      severity: 'high',
      isDirect: false,
      via: [advisory('GHSA-aaaa-bbbb-cccc', 'inner')],
      effects: ['outer'],
      range: '<2',
      nodes: [],
    },
    outer: {
      name: 'outer',
      severity: 'high',
      isDirect: true,
      via: ['inner', advisory('GHSA-dddd-eeee-ffff', 'outer')],
      effects: [],
      range: '*',
      nodes: [],
    },
  },
  metadata: {},
};
const why = 'Only used when building, on input of our own.';
const explain = (id: string, name: string, until = '2026-12-31'): Explained => ({ advisory: id, package: name, why, until });
const finding = (id: string, name: string) => ({ advisory: id, package: name, severity: 'high', title: `Fault of ${name}` });
const [inner, outer] = [finding('GHSA-aaaa-bbbb-cccc', 'inner'), finding('GHSA-dddd-eeee-ffff', 'outer')];

test('an advisory nobody has explained is named; one that is explained stays until its day', () => {
  expect(judgeAudit(report, [], '2026-06-08')).toEqual({ unexplained: [inner, outer], explained: [], stale: [] });
  const both = [explain('GHSA-aaaa-bbbb-cccc', 'inner'), explain('GHSA-dddd-eeee-ffff', 'outer', '2026-06-08')];
  expect(judgeAudit(report, both, '2026-06-08')).toEqual({ unexplained: [], explained: [inner, outer], stale: [] });
  expect(judgeAudit(report, both, '2026-06-09').unexplained).toEqual([outer]);
});

test('an explanation is for one package, and one that nothing answers to is stale', () => {
  const other = explain('GHSA-aaaa-bbbb-cccc', 'outer');
  expect(judgeAudit(report, [other], '2026-06-08')).toEqual({ unexplained: [inner, outer], explained: [], stale: [other] });
  expect(judgeAudit({ auditReportVersion: 2, vulnerabilities: {} }, [], '2026-06-08')).toEqual({
    unexplained: [],
    explained: [],
    stale: [],
  });
});

test('a refusal of the registry is no clean report', () => {
  for (const said of [{ message: '405 Method Not Allowed', statusCode: 405 }, {}, null, { auditReportVersion: 1, advisories: {} }])
    expect(() => judgeAudit(said, [], '2026-06-08')).toThrow(z.ZodError);
});

test('the explanations are well formed, and every locked package is pinned by its hash', () => {
  expect(() => z.array(Explained).parse(JSON.parse(readFileSync(join(root, 'docs/audit-explained.json'), 'utf8')))).not.toThrow();
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity?: string; link?: boolean; inBundle?: boolean }>;
  };
  const loose = Object.entries(packages).filter(
    ([name, { integrity, inBundle }]) => name !== '' && inBundle !== true && integrity?.startsWith('sha512-') !== true,
  );
  expect(loose.map(([name]) => name)).toEqual([]);
});
