import type { DemoUpstream } from '../protocol.ts';
import { enrol } from '../../sync/enrol.ts';
import { lineTo } from '../../sync/ports.ts';
import type { Desk } from '../desk.ts';

/** Enrols the open demo counter at the demo's server, or again when that listens elsewhere now. Throws as `enrol` does. */
export async function enrolDemo(desk: Desk, { server, code }: DemoUpstream): Promise<void> {
  const { store } = desk.open();
  if (store.sync.enrolment()?.server === server) return;
  await enrol({ store, http: lineTo, now: () => desk.ports.clock.now() }, server, code);
}
