import { hash } from 'node:crypto';
import * as z from 'zod';

/**
 * The id of the act a command becomes. A UUID is taken as it is, so that the id made where the command was first typed is the act's own;
 * any other text (scripts number their lines as they like) becomes a UUIDv8 by its SHA-256, the same text always the same id.
 */
export function actIdOf(commandId: string): string {
  if (isUuid(commandId)) return commandId.toLowerCase();
  const hex = hash('sha256', `mot-cua/command/${commandId}`, 'hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** A script's command at this counter. Two counters may number their lines alike, and each line is an act of its own; a UUID is the same everywhere. */
export function commandAt(deviceId: string, commandId: string): string {
  return isUuid(commandId) ? commandId : actIdOf(`${deviceId}/${commandId}`);
}

/** What the calls' own schemas take for one, without the issues a schema makes of a text that is none: a command asks this several times. */
const uuid = z.regexes.uuid();
const isUuid = (text: string): boolean => uuid.test(text);

/** The id of a further act or dossier that one command makes: the same command always makes the same. `part` names which. */
export function partIdOf(commandId: string, part: string): string {
  return actIdOf(`${actIdOf(commandId)}/${part}`);
}

/**
 * The id of the dossier an acceptance opens, the same for the same command. A UUIDv7 gives it the time it begins with, so that rows made one after the other lie side by
 * side in every index: else each lies on a page of its own, which is read, verified and deciphered first. Any other command's dossier has the id `partIdOf` gives.
 */
export function dossierIdOf(commandId: string): string {
  const id = partIdOf(commandId, 'dossier');
  return madeInTime.test(commandId) ? commandId.slice(0, timeOfId).toLowerCase() + id.slice(timeOfId) : id;
}

const madeInTime = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/iu;
/** The first 48 bits of a UUIDv7, as they are written: milliseconds since 1970. */
const timeOfId = 'xxxxxxxx-xxxx'.length;
