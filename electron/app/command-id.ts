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

/** Made once: to make a schema costs more than all else a command's ids do. */
const Uuid = z.uuid();
const isUuid = (text: string): boolean => Uuid.safeParse(text).success;

/** The id of a further act or dossier that one command makes: the same command always makes the same. `part` names which. */
export function partIdOf(commandId: string, part: string): string {
  return actIdOf(`${actIdOf(commandId)}/${part}`);
}
