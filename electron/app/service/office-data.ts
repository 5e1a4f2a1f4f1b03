/** What the open store says of its office: names and choices (an act), procedures, calendars and forms (packs). Read once, again after a change. */
import { CataloguePack } from '#shared/domain/catalogue/pack.ts';
import { indexProcedures, type ProcedureIndex } from '#shared/domain/catalogue/search.ts';
import { shippedCatalogue } from '#shared/domain/catalogue/shipped.ts';
import { shippedCalendar, WorkCalendar } from '#shared/domain/deadline/calendar.ts';
import { OfficeConfig } from '#shared/domain/office/config.ts';
import { fail } from '#shared/errors.ts';
import { FormSet, type FormSetId, formSetOn, formSets as shippedFormSets, getFormSet } from '#shared/forms/form-sets.ts';
import { type PackContent, type PackKind, packName, readPack } from '#shared/sync/pack.ts';
import * as z from 'zod';
import type { Store, StoreReader } from '../../store/store.ts';

export type OfficeData = {
  readonly config: OfficeConfig;
  readonly catalogue: CataloguePack;
  readonly procedureIndex: ProcedureIndex;
  readonly calendar: WorkCalendar;
  readonly formSets: readonly FormSet[];
};

/** Whether the dossier's papers have forms of the police, which take the place of ours. */
export function isRegisterOnly({ catalogue }: OfficeData, procedureVersionId: string | null): boolean {
  return catalogue.procedures.some((procedure) => procedure.procedureVersionId === procedureVersionId && procedure.registerOnly);
}

/** Whose forms a paper of `date` (`YYYY-MM-DD`) follows; one older than every circular follows the first. */
export function formSetIdOn(date: string, { formSets }: OfficeData): FormSetId {
  return formSetOn(date, formSets)?.id ?? 'TT01_2018';
}

/** The unit in the head of a paper of `date`: as the office calls it, else as the circular does. */
export function unitNameOn(date: string, { config, formSets }: OfficeData): string {
  return config.unitName ?? (formSetOn(date, formSets) ?? getFormSet('TT01_2018')).unitName;
}

/** Version of the packs that ship with this app; a store that has an older one takes these at its next opening. */
const shippedPackVersion = 1;

/** Puts the shipped procedures, calendars and forms into a store that has none or older ones. */
export function seedPacks(store: Store): void {
  const shipped = [
    { kind: 'catalogue', content: shippedCatalogue },
    { kind: 'calendar', content: shippedCalendar },
    { kind: 'forms', content: shippedFormSets },
  ] as const;
  const stale = shipped.filter(({ kind }) => (store.packs.newest(kind)?.version ?? 0) < shippedPackVersion);
  if (stale.length === 0) return;
  store.writeLocal(() => {
    for (const { kind, content } of stale) store.packs.put({ kind, name: '', version: shippedPackVersion, validFrom: null, content });
  });
}

/** Whether the set-up of this store came to its end. */
export function isConfigured(reader: StoreReader): boolean {
  return reader.acts.ofKind('agency.configured', 1).length > 0;
}

/** Reads it all, as it holds on `on` (`YYYY-MM-DD`): what the district has signed, else what came with the app. Throws `not-set-up` for a store whose office was never configured. */
export function readOfficeData(reader: StoreReader, on: string): OfficeData {
  const configured = reader.acts.ofKind('agency.configured', 1)[0];
  if (configured === undefined) throw fail('not-set-up', {});
  const { agencyCode } = reader.identity;
  const signed = <K extends PackKind>(kind: K): PackContent<K> | undefined => {
    const held = reader.signedPacks.holding(packName(kind, agencyCode), on);
    return held === undefined ? undefined : readPack(kind, held.content, agencyCode);
  };
  const catalogue = signed('procedures') ?? CataloguePack.parse(reader.packs.newest('catalogue')?.content);
  return {
    config: OfficeConfig.parse(configured.body.payload['config']),
    catalogue,
    procedureIndex: indexProcedures(catalogue.procedures),
    calendar: signed('calendar') ?? WorkCalendar.parse(reader.packs.newest('calendar')?.content),
    formSets: signed('forms') ?? z.array(FormSet).parse(reader.packs.newest('forms')?.content),
  };
}

/** The open office from now on: read again when the day changes or a pack came, so that it holds for what is accepted next. */
export function followOffice(reader: StoreReader, today: () => string): () => OfficeData {
  const keyNow = (): string => `${today()} ${String(reader.signedPacks.stamp())}`;
  let held = { key: keyNow(), office: readOfficeData(reader, today()) };
  return () => {
    const key = keyNow();
    if (key !== held.key) held = { key, office: readOfficeData(reader, today()) };
    return held.office;
  };
}
