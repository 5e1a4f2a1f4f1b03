import type { Warning } from './warning.ts';

/** A tint with an edge and words; the strong part first. */
export function WarningBand({ warning: { kind, strong, text } }: { readonly warning: Warning }) {
  return (
    <p className="mc-warning" data-kind={kind}>
      <b>{strong}</b> {text}
    </p>
  );
}
