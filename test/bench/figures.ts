/** What a benchmark found, and how it is told. Bars are those of the design; a figure over its bar is said, not punished. */

export type Figure = {
  /** What was done, and with how much. */
  readonly work: string;
  readonly measured: string;
  /** Against what stands in `against`; `null` where there is nothing to compare with. */
  readonly ratio: number | null;
  readonly bar: string | null;
  readonly ok: boolean | null;
};

export type Growth = { readonly dossiers: number; readonly figures: Readonly<Record<string, number>> };

/** What one part hands back to the run. */
export type Part = { readonly figures: readonly Figure[]; readonly growth?: Growth };

/** The value below which `share` (0 to 1) of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds for people: three digits that mean something. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** Runs `work` and answers what it gave and how long it took, in milliseconds. */
export function timed<T>(work: () => T): readonly [T, number] {
  const startedAt = performance.now();
  const result = work();
  return [result, performance.now() - startedAt];
}

/** A figure held against an upper bar of its ratio. */
export function atMostRatio(work: string, measured: string, ratio: number, bar: number): Figure {
  return { work, measured, ratio, bar: `≤ ${String(bar)} ×`, ok: ratio <= bar };
}

/** A figure held against an upper bar in milliseconds. */
export function atMostMs(work: string, value: number, bar: number, measured = ms(value)): Figure {
  return { work, measured, ratio: null, bar: `≤ ${String(bar)} ms`, ok: value <= bar };
}

/** A figure that has no bar. */
export function told(work: string, measured: string): Figure {
  return { work, measured, ratio: null, bar: null, ok: null };
}

export function figureTable(figures: readonly Figure[]): string {
  return table(
    ['work', 'measured', 'ratio', 'bar', ''],
    figures.map(({ work, measured, ratio, bar, ok }) => [
      work,
      measured,
      ratio === null ? '' : `${ratio.toFixed(2)} ×`,
      bar ?? '',
      ok === null ? '' : ok ? 'ok' : 'OVER',
    ]),
  );
}

export function growthTable(growths: readonly Growth[]): string {
  const names = [...new Set(growths.flatMap(({ figures }) => Object.keys(figures)))];
  return table(
    ['dossiers', ...names],
    growths.map(({ dossiers, figures }) => [
      dossiers.toLocaleString('en'),
      ...names.map((name) => (figures[name] === undefined ? '' : figures[name].toFixed(figures[name] < 10 ? 2 : 1))),
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
