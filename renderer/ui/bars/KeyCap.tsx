/** A key as it looks on the keyboard: `<KeyCap combo="F2" />`. */
import { keyCap } from '../keys/key-map.ts';

export function KeyCap({ combo }: { readonly combo: string }) {
  return <kbd className="mc-kbd">{keyCap(combo)}</kbd>;
}
