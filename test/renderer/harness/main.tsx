/** The page of the counter over the double. The address says what is shown: `?screen=dossier&id=…&role=specialist&million=1`. */
import { createRoot } from 'react-dom/client';
import { createStore } from 'zustand/vanilla';
import * as z from 'zod';
import { clockReasons } from '#shared/domain/clock/verdict.ts';
import { Role } from '#shared/contract/permissions.ts';
import type { Keeper, LineState } from '../../../renderer/bridge/index.ts';
import { type Place, useNavigation } from '../../../renderer/counter/frame/navigation.ts';
import { Page } from '../../../renderer/counter/Page.tsx';
import { DayVariant } from './day-answers.ts';
import { doubleApi, type Made } from './double.ts';
import { rows } from './double-data.ts';

declare global {
  interface Window {
    made: Made[];
  }
}

const query = new URLSearchParams(location.search);
const { api, made } = doubleApi({
  role: Role.parse(query.get('role') ?? 'unitHead'),
  million: query.has('million'),
  empty: query.has('empty'),
  failing: query.has('failing'),
  ...(query.has('clock') ? { clock: z.enum(clockReasons).parse(query.get('clock')) } : {}),
  clockLater: query.has('clockLater'),
  restored: query.has('restored'),
  slow: query.has('slow'),
  damagedPapers: query.has('damagedPapers'),
  ...(query.has('refused') ? { refused: { call: query.get('refused') ?? '', code: query.get('with') ?? '' } } : {}),
  broken: query.getAll('broken'),
  day: DayVariant.parse(query.get('day') ?? 'before'),
});
window.made = made;
/** Screens that need nothing else said. */
const plain: readonly string[] = [
  'import',
  'reception',
  'explained',
  'dayEnd',
  'outages',
  'packs',
  'settings',
  'people',
  'registerBook',
  'numbers',
  'papers',
  'keys',
];
const screen = query.get('screen') ?? 'dossiers';
const dossierId = rows.find(({ dossierCode }) => dossierCode?.endsWith(query.get('code') ?? '-') === true)?.dossierId ?? '';
useNavigation
  .getState()
  .go(
    screen === 'dossier'
      ? { screen, dossierId, ...(query.has('print') ? { ask: 'print' } : {}) }
      : screen === 'decision'
        ? { screen, dossierId }
        : plain.includes(screen)
          ? ({ screen } as Place)
          : { screen: 'dossiers' },
  );

const state = createStore<LineState>(() => ({ phase: 'open', generation: 1 }));
const keeper: Keeper = {
  state,
  link: { call: () => Promise.reject(new Error('no line')) },
  release: () => undefined,
  forget: () => undefined,
  hasUnanswered: () => false,
};
createRoot(document.getElementById('page')!).render(<Page keeper={keeper} api={api} nonce="" />);
