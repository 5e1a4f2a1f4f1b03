/** Where the person is. One store for the header, the keys and the screens; nothing of it is kept after sign-out. */
import { create } from 'zustand';

export type Place =
  /** `new`: F2 was pressed, open a fresh draft. */
  | {
      readonly screen: 'reception';
      readonly ask?: 'new';
      /** One of the person's own drafts, chosen in the list. */ readonly draftId?: string;
    }
  /** The list; `search`: F3 was pressed, the search takes the focus with its old query selected. */
  | { readonly screen: 'dossiers'; readonly ask?: 'search' }
  /** One dossier's page; `personalId` scans and dossier codes lead here or to the list. */
  | { readonly screen: 'dossier'; readonly dossierId: string; readonly ask?: 'print' | 'correct' }
  /** The stories a disputed dossier may go on with. */
  | { readonly screen: 'decision'; readonly dossierId: string }
  | { readonly screen: 'dayEnd' }
  /** The outage log; without a date its last day. */
  | { readonly screen: 'outages'; readonly date?: string }
  /** Receipts nobody has in hand and codes that were voided. */
  | { readonly screen: 'explained' }
  | { readonly screen: 'import' }
  /** What the district has signed. */
  | { readonly screen: 'packs' }
  /** Recovery code, escrow, other people's PINs. */
  | { readonly screen: 'keys' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'people' }
  /** Months of archived papers that cannot be read. */
  | { readonly screen: 'papers' }
  /** After a restore, the last code on paper. */
  | { readonly screen: 'numbers' }
  /** The register of dossiers as a printed book. */
  | { readonly screen: 'registerBook' };

/** Asks the person first; `move` leaves the screen. */
export type Guard = (move: () => void) => void;

type Navigation = {
  readonly place: Place;
  /** Rises at every `go`, also to the same place: effects that answer an `ask` depend on it. */
  readonly asked: number;
  readonly go: (place: Place) => void;
  /** Goes without asking: what was typed is recorded, kept or given up. */
  readonly move: (place: Place) => void;
  /** What would be lost by leaving is asked about first; null: nothing would be. */
  readonly guard: Guard | null;
  readonly hold: (guard: Guard | null) => void;
};

export const useNavigation = create<Navigation>((set, get) => ({
  place: { screen: 'reception' },
  asked: 0,
  guard: null,
  go: (place) => {
    const { guard, move } = get();
    if (guard === null) move(place);
    else {
      guard(() => {
        move(place);
      });
    }
  },
  move: (place) => {
    set(({ asked }) => ({ place, asked: asked + 1, guard: null }));
  },
  hold: (guard) => {
    set({ guard });
  },
}));
