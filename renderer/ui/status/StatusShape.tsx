/** The shapes alone, for places where the words stand elsewhere (column "Gửi"); give those a title. */
export type StatusLook = 'in-term' | 'soon' | 'overdue' | 'late' | 'paused' | 'unsent' | 'decide' | 'done';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.9, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

export function StatusShape({ look, title }: { readonly look: StatusLook; readonly title?: string }) {
  return (
    <svg
      className="mc-status-shape"
      viewBox="0 0 14 14"
      width="14"
      height="14"
      role={title === undefined ? undefined : 'img'}
      aria-hidden={title === undefined ? true : undefined}
    >
      {title === undefined ? null : <title>{title}</title>}
      {shapes[look]}
    </svg>
  );
}

const shapes = {
  'in-term': <circle cx="7" cy="7" r="5" fill="currentColor" />,
  soon: (
    <>
      <circle cx="7" cy="7" r="5.1" {...stroke} />
      <path d="M7 1.9a5.1 5.1 0 0 1 0 10.2z" fill="currentColor" />
    </>
  ),
  overdue: (
    <>
      <path d="M7 1.2 13.4 12.6H.6z" fill="currentColor" />
      <path d="M7 5.2v3.4M7 10.4v.2" stroke="var(--mc-overdue)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  late: <path d="M7 2 12.6 12H1.4z" {...stroke} />,
  paused: <path d="M4 2.5h2v9H4zM8 2.5h2v9H8z" fill="currentColor" />,
  unsent: <path d="M7 12V2.4M3 6.2 7 2.2l4 4" {...stroke} />,
  decide: <path d="M2 5h10M2 9h10M10 2 4 12" {...stroke} />,
  done: <path d="m1.8 7.4 3.4 3.4 7-7.4" {...stroke} strokeWidth={2.1} />,
} as const;
