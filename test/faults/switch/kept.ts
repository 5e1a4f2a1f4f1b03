/** What runs of `npm run faults` saw, kept line by line, so that a run can be cut off and the next one need not see it all again. */
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { root, type Switch } from './switches.ts';

export const Verdict = z.enum(['red', 'green', 'broken']);
export type Verdict = z.infer<typeof Verdict>;

const Kept = z.strictObject({ switch: z.string(), verdict: Verdict, of: z.string() });

export type KeptVerdicts = {
  /** Whether it was last seen red, with the same switch, source and test as now. */
  isRed(one: Switch): boolean;
  keep(one: Switch, verdict: Verdict): void;
};

/** The verdicts in `file`, one JSON line each, the last of a switch counts; it is made with the first one kept. Throws on a file that holds something else. */
export function keptVerdicts(file: string): KeptVerdicts {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  const last = new Map(lines.map((line) => Kept.parse(JSON.parse(line))).map((kept) => [kept.switch, kept]));
  return {
    isRed: (one) => {
      const kept = last.get(one.name);
      return kept?.verdict === 'red' && kept.of === fingerprint(one);
    },
    keep: (one, verdict) => {
      appendFileSync(file, `${JSON.stringify({ switch: one.name, verdict, of: fingerprint(one) })}\n`);
    },
  };
}

function fingerprint(one: Switch): string {
  const hash = createHash('sha256').update(JSON.stringify(one));
  for (const path of [one.file, one.test]) hash.update('\0').update(readFileSync(join(root, path)));
  return hash.digest('base64url').slice(0, 16);
}
