/** What is true, then the next lawful step and its key. */
import type { ReactNode } from 'react';
import './empty-state.css';

export type EmptyStateProps = { readonly title: string; readonly children?: ReactNode };

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div className="mc-empty">
      <p className="mc-empty-title">{title}</p>
      {children}
    </div>
  );
}
