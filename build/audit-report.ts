/** What `npm audit --json` says (report version 2), against the advisories somebody has looked at and explained. Pure. */
import * as z from 'zod';

const Advisory = z.object({
  source: z.number(),
  name: z.string(),
  title: z.string(),
  url: z.string(),
  severity: z.string(),
  range: z.string(),
});
const Report = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), Advisory])) })),
});

/** An advisory that stays for now: why it cannot hurt here, and the day on which it is looked at again. */
export const Explained = z.strictObject({
  advisory: z.string().regex(/^GHSA(-[0-9a-z]{4}){3}$/u),
  package: z.string(),
  why: z.string().min(20),
  until: z.iso.date(),
});
export type Explained = z.infer<typeof Explained>;

export type Finding = { readonly advisory: string; readonly package: string; readonly severity: string; readonly title: string };
export type AuditVerdict = {
  /** Nobody has explained these, or not any more on `today`. */
  readonly unexplained: readonly Finding[];
  readonly explained: readonly Finding[];
  /** Explanations nothing answers to any more. */
  readonly stale: readonly Explained[];
};

/** Throws a ZodError for what is no audit report, such as a registry's refusal. `today` is `YYYY-MM-DD`. */
export function judgeAudit(report: unknown, explained: readonly Explained[], today: string): AuditVerdict {
  const findings = new Map<string, Finding>();
  for (const { via } of Object.values(Report.parse(report).vulnerabilities))
    for (const one of via) {
      if (typeof one === 'string') continue;
      const advisory = one.url.split('/').at(-1) ?? '';
      findings.set(`${advisory} ${one.name}`, { advisory, package: one.name, severity: one.severity, title: one.title });
    }
  const answers = (finding: Finding) => (one: Explained) => one.advisory === finding.advisory && one.package === finding.package;
  const holds = (finding: Finding): boolean => explained.some((one) => answers(finding)(one) && one.until >= today);
  const all = [...findings.values()];
  return {
    unexplained: all.filter((finding) => !holds(finding)),
    explained: all.filter(holds),
    stale: explained.filter((one) => !all.some((finding) => answers(finding)(one))),
  };
}
