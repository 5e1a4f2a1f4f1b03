import type { Warning } from './warning.ts';

/** A tint with an edge and words; the strong part first. */
export function WarningBand({ warning: { kind, strong, text, weighty } }: { readonly warning: Warning }) {
  const at = weighty === '' ? text.length : text.indexOf(weighty);
  return (
    <p className="mc-warning" data-kind={kind}>
      <b>{strong}</b> {text.slice(0, at)}
      <b>{text.slice(at, at + weighty.length)}</b>
      {text.slice(at + weighty.length)}
    </p>
  );
}
