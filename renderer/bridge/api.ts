/** The counter's calls as the page makes them. */
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createContext, useContext } from 'react';
import type { counter } from '#shared/contract/counter.ts';
import { uuidV7 } from '#shared/journal/uuid-v7.ts';
import type { Link } from './line.ts';

export type CounterApi = ContractRouterClient<typeof counter>;

export function counterApi(link: Link): CounterApi {
  return createORPCClient(link);
}

export const ApiContext = createContext<CounterApi | undefined>(undefined);

/** The calls, anywhere below `ApiContext`. */
export function useApi(): CounterApi {
  const api = useContext(ApiContext);
  if (api === undefined) throw new Error('No ApiContext above.');
  return api;
}

/** Id of a command, made where it is first asked for: repeating the call with it does one thing. The act it becomes has this id, and those are UUIDv7. */
export function newCommandId(): string {
  return uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
