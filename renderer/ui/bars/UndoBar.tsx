/** Ten seconds to take a small act back; the first stop of F6. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusGiver } from '../focus-back.ts';
import './bars.css';

export type Undo = { readonly id: string; readonly text: string; readonly undo: () => void };
export type UndoBarProps = { readonly undo: Undo | null; readonly onGone: () => void };

const lastsMs = 10_000;

/** Goes by itself after 10 s, but not while it has the focus. */
export function UndoBar({ undo, onGone }: UndoBarProps) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const { onFocus, giveBack } = useFocusGiver();
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  const id = undo?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const timer = setInterval(() => {
      if (bar.current?.contains(document.activeElement) !== true) gone.current();
    }, lastsMs);
    return () => {
      clearInterval(timer);
    };
  }, [id]);
  if (undo === null) return null;
  return (
    <div className="mc-undo-bar" role="status" data-region="undo" ref={bar} onFocus={onFocus}>
      <span>{undo.text}</span>
      <button
        type="button"
        className="mc-link"
        onClick={() => {
          undo.undo();
          onGone();
          giveBack();
        }}
      >
        {t('ui.undo')}
      </button>
    </div>
  );
}
