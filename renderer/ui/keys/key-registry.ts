/** The one list of keys that hold at this moment. The key bar, the help and the listener read the same registry. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { KeyCombo } from './key-map.ts';

export type KeyBinding = {
  readonly combo: KeyCombo;
  /** Words for the bar and the help, in the person's language. */
  readonly label: string;
  /** Undefined while the key is dim. */
  readonly run: (() => void) | undefined;
  /** Why a dim key does nothing; said when it is pressed and under F1. */
  readonly why?: string;
  /** False for keys that only the help lists. */
  readonly inBar?: boolean;
  /** False: the key keeps its ordinary meaning while a field that takes text has the focus (arrows, Enter, Space). */
  readonly inFields?: boolean;
};

/** `frame` keys hold everywhere, `screen` keys over them, and a `dialog` hides both. */
export type KeyLayerName = 'frame' | 'screen' | 'dialog';

type Layer = { readonly id: symbol; readonly name: KeyLayerName; readonly bindings: readonly KeyBinding[] };
export type KeyRegistryState = { readonly layers: readonly Layer[] };
export type KeyRegistry = StoreApi<KeyRegistryState>;

export function createKeyRegistry(): KeyRegistry {
  return createStore<KeyRegistryState>(() => ({ layers: [] }));
}

/** Puts or replaces one caller's keys. */
export function putKeys(registry: KeyRegistry, id: symbol, name: KeyLayerName, bindings: readonly KeyBinding[]): void {
  registry.setState(({ layers }) => {
    const layer = { id, name, bindings };
    const index = layers.findIndex((known) => known.id === id);
    return { layers: index === -1 ? [...layers, layer] : layers.with(index, layer) };
  });
}

export function dropKeys(registry: KeyRegistry, id: symbol): void {
  registry.setState(({ layers }) => ({ layers: layers.filter((layer) => layer.id !== id) }));
}

/** Keys that hold now: the newest of a combo wins; an open dialog leaves only its own. */
export function heldKeys({ layers }: KeyRegistryState): readonly KeyBinding[] {
  const dialog = layers.some(({ name }) => name === 'dialog');
  const held = new Map<string, KeyBinding>();
  for (const rank of dialog ? (['dialog'] as const) : (['frame', 'screen'] as const)) {
    for (const layer of layers.filter(({ name }) => name === rank)) for (const binding of layer.bindings) held.set(binding.combo, binding);
  }
  return [...held.values()];
}
