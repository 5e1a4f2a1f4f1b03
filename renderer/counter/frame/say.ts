/** The one line under the header: why a dim key did nothing, what a scan was expected to be. */
import { create } from 'zustand';

type Saying = { readonly text: string | null; readonly say: (text: string) => void; readonly hush: () => void };

export const useSaying = create<Saying>((set) => ({
  text: null,
  say: (text) => {
    set({ text });
  },
  hush: () => {
    set({ text: null });
  },
}));
