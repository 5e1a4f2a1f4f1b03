/** The screens there are. A screen not built yet has no tab: no dead buttons. */
import type { ReactNode } from 'react';
import type { Place } from './frame/navigation.ts';
import { DayEndScreen } from './day-end/DayEndScreen.tsx';
import { DecisionScreen } from './decision/DecisionScreen.tsx';
import { DossierListScreen } from './dossiers/list/DossierListScreen.tsx';
import { DossierPageScreen } from './dossiers/page/DossierPageScreen.tsx';
import { ExplainedScreen } from './explained/ExplainedScreen.tsx';
import { ImportScreen } from './import/ImportScreen.tsx';
import { KeysScreen } from './keys/KeysScreen.tsx';
import { NumbersScreen } from './numbers/NumbersScreen.tsx';
import { OutageScreen } from './outage/OutageScreen.tsx';
import { PacksScreen } from './packs/PacksScreen.tsx';
import { PapersScreen } from './papers/PapersScreen.tsx';
import { PeopleScreen } from './people/PeopleScreen.tsx';
import { ReceptionScreen } from './reception/ReceptionScreen.tsx';
import { RegisterBookScreen } from './register-book/RegisterBookScreen.tsx';
import { SettingsScreen } from './settings/SettingsScreen.tsx';

export type ScreenEntry = {
  readonly id:
    | 'reception'
    | 'dossiers'
    | 'dayEnd'
    | 'import'
    | 'explained'
    | 'keys'
    | 'outages'
    | 'packs'
    | 'registerBook'
    | 'people'
    | 'settings'
    | 'numbers'
    | 'papers';
  /** Place on the header, Alt+digit; screens reached from others have none. */
  readonly digit?: 1 | 2 | 6;
  /** Places during which its tab is the current one. */
  readonly shows: readonly Place['screen'][];
  /** Where its tab leads. */
  readonly open: Place;
  readonly render: (place: Place) => ReactNode;
};

export const screens: readonly ScreenEntry[] = [
  { id: 'reception', digit: 1, shows: ['reception'], open: { screen: 'reception' }, render: () => <ReceptionScreen /> },
  {
    id: 'dossiers',
    digit: 2,
    shows: ['dossiers', 'dossier', 'decision'],
    open: { screen: 'dossiers' },
    render: (place) => {
      if (place.screen === 'dossier') return <DossierPageScreen dossierId={place.dossierId} ask={place.ask} />;
      return place.screen === 'decision' ? <DecisionScreen key={place.dossierId} dossierId={place.dossierId} /> : <DossierListScreen />;
    },
  },
  { id: 'dayEnd', digit: 6, shows: ['dayEnd'], open: { screen: 'dayEnd' }, render: () => <DayEndScreen /> },
  { id: 'explained', shows: ['explained'], open: { screen: 'explained' }, render: () => <ExplainedScreen /> },
  {
    id: 'outages',
    shows: ['outages'],
    open: { screen: 'outages' },
    render: (place) => <OutageScreen date={place.screen === 'outages' ? (place.date ?? null) : null} />,
  },
  { id: 'packs', shows: ['packs'], open: { screen: 'packs' }, render: () => <PacksScreen /> },
  { id: 'registerBook', shows: ['registerBook'], open: { screen: 'registerBook' }, render: () => <RegisterBookScreen /> },
  { id: 'papers', shows: ['papers'], open: { screen: 'papers' }, render: () => <PapersScreen /> },
  { id: 'numbers', shows: ['numbers'], open: { screen: 'numbers' }, render: () => <NumbersScreen /> },
  { id: 'import', shows: ['import'], open: { screen: 'import' }, render: () => <ImportScreen /> },
  { id: 'people', shows: ['people'], open: { screen: 'people' }, render: () => <PeopleScreen /> },
  { id: 'keys', shows: ['keys'], open: { screen: 'keys' }, render: () => <KeysScreen /> },
  { id: 'settings', shows: ['settings'], open: { screen: 'settings' }, render: () => <SettingsScreen /> },
];
