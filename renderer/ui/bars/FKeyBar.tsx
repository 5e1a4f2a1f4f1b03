/** The keys of this screen along the foot, from the same registry that acts on them. A dim key says why when it is pressed. */
import { useHeldKeys } from '../keys/KeyLayer.tsx';
import { keyRank } from '../keys/key-map.ts';
import { KeyCap } from './KeyCap.tsx';
import './bars.css';

export function FKeyBar({ onRefused }: { readonly onRefused: (why: string) => void }) {
  const keys = useHeldKeys()
    .filter(({ inBar }) => inBar !== false)
    .toSorted((a, b) => keyRank(a.combo) - keyRank(b.combo));
  return (
    <div className="mc-fkeys">
      {keys.map(({ combo, label, run, why }) => (
        <button
          type="button"
          tabIndex={-1}
          className={run === undefined ? 'mc-fkey mc-fkey-dim' : 'mc-fkey'}
          key={combo}
          // The field keeps the focus, so that a click on a key does not lose the place.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            if (run !== undefined) run();
            else if (why !== undefined) onRefused(why);
          }}
        >
          <KeyCap combo={combo} />
          {label}
        </button>
      ))}
    </div>
  );
}
