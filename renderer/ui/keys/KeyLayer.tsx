/** The one place where keys are listened to. Screens register theirs with `useKeys`; nobody else adds a keydown listener for commands. */
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { type Scan, watchScanner } from '../scanner/scanner-watch.ts';
import { createScanHandlers, ScanContext } from '../scanner/scan-handlers.ts';
import { comboOf, isAlwaysOurs } from './key-map.ts';
import { createKeyRegistry, dropKeys, heldKeys, type KeyBinding, type KeyLayerName, type KeyRegistry, putKeys } from './key-registry.ts';

export type { KeyBinding, KeyLayerName } from './key-registry.ts';

const KeyContext = createContext<KeyRegistry>(createKeyRegistry());

export type KeyLayerProps = {
  readonly children: ReactNode;
  /** Average gap between a scanner's keys, in ms. */
  readonly scannerGapMs: number;
  /** A dim key was pressed: its reason goes to the line under the header. */
  readonly onRefused: (why: string) => void;
  /** A scan nobody on screen could use, or one gone through an input method. The text is dropped. */
  readonly onUnusedScan: (scan: Scan) => void;
};

/** Holds the registry and the two listeners of the page: scanner first, then keys. */
export function KeyLayer({ children, scannerGapMs, onRefused, onUnusedScan }: KeyLayerProps) {
  const [registry] = useState(createKeyRegistry);
  const [handlers] = useState(createScanHandlers);

  useEffect(
    () =>
      watchScanner(window, {
        gapMs: scannerGapMs,
        onScan: (scan) => {
          if (!handlers.offer(scan)) onUnusedScan(scan);
        },
      }),
    [handlers, scannerGapMs, onUnusedScan],
  );
  useEffect(() => {
    // Our own keys before anything else on the page; keys that lists and fields use too, only when those left them alone.
    const early = (event: KeyboardEvent) => {
      meanings.set(event, meaningOf(event, registry));
      act(event, true, onRefused);
    };
    const late = (event: KeyboardEvent) => {
      act(event, false, onRefused);
    };
    window.addEventListener('keydown', early, { capture: true });
    window.addEventListener('keydown', late);
    return () => {
      window.removeEventListener('keydown', early, { capture: true });
      window.removeEventListener('keydown', late);
    };
  }, [registry, onRefused]);

  return (
    <KeyContext value={registry}>
      <ScanContext value={handlers}>{children}</ScanContext>
    </KeyContext>
  );
}

/** What each press meant when it began. A dialog or a list that it closed on its way must not hand it on to the screen below. */
const meanings = new WeakMap<KeyboardEvent, KeyBinding | undefined>();

function meaningOf(event: KeyboardEvent, registry: KeyRegistry): KeyBinding | undefined {
  const combo = comboOf(event);
  if (combo === undefined || (combo === 'Esc' && isInOpenList(event.target))) return undefined;
  return heldKeys(registry.getState()).find((held) => held.combo === combo);
}

/** Mantine marks a field whose list is open, and what floats beside its field or button. */
function isInOpenList(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-expanded], .mantine-Popover-dropdown, .mantine-Menu-dropdown') !== null;
}

function act(event: KeyboardEvent, early: boolean, onRefused: (why: string) => void): void {
  // An input method at work, also one that says so only by its key code.
  if (event.isComposing || event.keyCode === 229) return;
  const combo = comboOf(event);
  if (combo === undefined || isAlwaysOurs(combo) !== early || event.defaultPrevented) return;
  if (early) event.preventDefault();
  const binding = meanings.get(event);
  if (binding === undefined || (event.repeat && !moves.has(combo))) return;
  if (binding.inFields === false && takesText(event.target)) return;
  // A focused button is pressed by its own keys, whatever they mean elsewhere on the screen.
  if ((combo === 'Enter' || combo === 'Space') && event.target instanceof Element && event.target.closest('button') !== null) return;
  event.preventDefault();
  event.stopPropagation();
  if (binding.run !== undefined) binding.run();
  else if (binding.why !== undefined) onRefused(binding.why);
}

/** Keys that may be held down: they only move. */
const moves: ReadonlySet<string> = new Set(['Up', 'Down', 'Left', 'Right', 'PageUp', 'PageDown']);

/** Whether typing into `target` writes text. */
export function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

/**
 * Registers keys while the caller is mounted. Pass the list fresh at every render; it may hold closures.
 * `layer` is `screen` unless said otherwise; a `dialog` hides all keys below it.
 */
export function useKeys(bindings: readonly KeyBinding[], layer: KeyLayerName = 'screen'): void {
  const registry = useContext(KeyContext);
  const [id] = useState(() => Symbol(layer));
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  // The registry hears of words and dimness only: new closures at each render must not redraw the bar.
  const shown = JSON.stringify(bindings.map(({ run, ...words }) => ({ words, dim: run === undefined })));
  useLayoutEffect(() => {
    const told = JSON.parse(shown) as readonly { readonly words: Omit<KeyBinding, 'run'>; readonly dim: boolean }[];
    putKeys(
      registry,
      id,
      layer,
      told.map(({ words, dim }, index) => ({ ...words, run: dim ? undefined : () => latest.current[index]?.run?.() })),
    );
  }, [registry, id, layer, shown]);
  useLayoutEffect(
    () => () => {
      dropKeys(registry, id);
    },
    [registry, id],
  );
}

/** Keys that hold now, for the bar, the help and the list of all commands. */
export function useHeldKeys(): readonly KeyBinding[] {
  return useStore(useContext(KeyContext), useShallow(heldKeys));
}
