/** Listens for scanner bursts whatever has the focus, gives the field its old value back and eats the closing key. Nothing is logged. */
import { type BurstKey, continues, judgeBurst, silenceMs } from './burst.ts';
import { putBack, type TypedInto, typedInto } from './typed-into.ts';

export type Scan = { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'mangled' };

export type ScannerOptions = {
  readonly gapMs: number;
  readonly onScan: (scan: Scan) => void;
};

const latenessMs = 15;
const patienceMs = 1_000;

/** Starts listening on `target`; call the answer to stop. */
export function watchScanner(target: Window, { gapMs, onScan }: ScannerOptions): () => void {
  let keys: BurstKey[] = [];
  let field: TypedInto | undefined;
  // What the last key will write, so that its text is not heard twice.
  let expected: string | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const forget = () => {
    clearTimeout(silence);
    keys = [];
    field = undefined;
  };

  /** Typing is left as it stands: whether the next key goes on with it, their times tell, not how long the page was without one. */
  const settle = (): boolean => {
    const verdict = judgeBurst(keys, gapMs);
    if (verdict.kind === 'typing') return false;
    const before = field;
    forget();
    if (before !== undefined) putBack(before);
    onScan(verdict);
    return true;
  };

  const awaitSilence = (waitMs: number) => {
    clearTimeout(silence);
    const dueMs = performance.now() + waitMs;
    silence = setTimeout(() => {
      // A timer that comes late was held up by the page's own work, and so were keys of the same burst: listen on.
      if (performance.now() > dueMs + latenessMs) awaitSilence(silenceMs);
      else settle();
    }, waitMs);
  };

  const listen = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === 'Tab') {
      if (keys.length > 0 && event.timeStamp - (keys.at(-1)?.atMs ?? 0) <= silenceMs && settle()) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else forget();
      return;
    }
    const key = burstKey(event);
    expected = key?.text;
    if (key !== undefined) hear(key);
  };
  // Letters outside the keyboard's layout (Alt codes of some scanners) come without a key of their own.
  const listenToText = (event: InputEvent) => {
    if (event.data === null || event.data === '' || !event.inputType.startsWith('insert')) return;
    const written = expected;
    expected = undefined;
    if (written !== event.data) hear({ kind: 'character', text: event.data, atMs: event.timeStamp });
  };

  const hear = (key: BurstKey) => {
    if (!continues(keys, key.atMs, gapMs)) {
      keys = [];
      field = typedInto(target.document.activeElement);
    }
    keys.push(key);
    // Of a key that reached the page late on a busy machine the next may be as late: silence is the keyboard's, not the page's.
    awaitSilence(silenceMs + Math.min(patienceMs, Math.abs(performance.now() - key.atMs)));
  };

  target.addEventListener('keydown', listen, { capture: true });
  target.addEventListener('beforeinput', listenToText, { capture: true });
  return () => {
    clearTimeout(silence);
    target.removeEventListener('keydown', listen, { capture: true });
    target.removeEventListener('beforeinput', listenToText, { capture: true });
  };
}

function burstKey(event: KeyboardEvent): BurstKey | undefined {
  if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const atMs = event.timeStamp;
  if (event.key === 'Backspace') return { kind: 'backspace', text: '', atMs };
  if (event.key === 'Process' || event.key === 'Dead' || event.keyCode === 229) return { kind: 'dead', text: '', atMs };
  // One letter, of however many units; longer ones are names: `F2`, `Tab`.
  return [...event.key].length === 1 ? { kind: 'character', text: event.key, atMs } : undefined;
}
