/** The app behind the pipes: one desk, one router, a line for every window. */
import type { MessagePort } from 'node:worker_threads';
import { RPCHandler } from '@orpc/server/websocket';
import { enrolDemo } from './demo/enrol-demo.ts';
import { startAutoSend } from './auto-send.ts';
import { startClockTick } from './clock-tick.ts';
import { createDesk, type Desk } from './desk.ts';
import { startBackups } from './keep-backups.ts';
import { startPapersWatch } from './keep-papers.ts';
import { serveLine } from './line.ts';
import type { Context } from './os.ts';
import type { AppPorts } from './ports.ts';
import type { DemoUpstream } from './protocol.ts';
import { router } from './router.ts';
import { newSession, type Session } from './session.ts';
import { createStatusFeed } from './status-feed.ts';

export type App = {
  readonly desk: Desk;
  /** Joins one window's line; its session ends with the line. */
  line(port: MessagePort): void;
  /** The machine woke up. */
  resume(): void;
  /** Everybody signs in again: the machine was locked. */
  lock(): void;
  /** The machine goes to sleep or shuts down: what ends now ends in order. */
  leaving(): void;
  /** The machine woke up. */
  alive(): void;
  /** The open demo counter is enrolled at the demo's server. Throws as `enrol` does. */
  enrolDemo(upstream: DemoUpstream): Promise<void>;
  stop(): Promise<void>;
};

export function createApp(ports: AppPorts): App {
  const desk = createDesk(ports);
  const status = createStatusFeed();
  const autoSend = startAutoSend(desk, status);
  const clockTick = startClockTick(desk, status);
  const keepingBackups = startBackups(desk, status);
  const papersWatch = startPapersWatch(desk, status);
  const handler = new RPCHandler<Context>(router);
  const sessions = new Set<Session>();
  return {
    desk,
    line(port) {
      const session = newSession();
      sessions.add(session);
      serveLine(handler, port, { session, desk, status }, ports.log);
      port.once('close', () => {
        sessions.delete(session);
      });
      port.start();
    },
    resume() {
      desk.clock.resumed();
    },
    lock() {
      for (const session of sessions) session.person = null;
      status.changed();
    },
    async enrolDemo(upstream) {
      await enrolDemo(desk, upstream);
      status.changed();
    },
    leaving() {
      if (desk.isOpen()) desk.open().run.leaving();
    },
    alive() {
      if (desk.isOpen()) desk.open().run.alive();
    },
    async stop() {
      autoSend.stop();
      clockTick.stop();
      keepingBackups.stop();
      papersWatch.stop();
      if (desk.isOpen()) {
        // Asked to end: what a late line still holds up is no outage.
        desk.open().run.end();
        await desk.open().sync.stop();
      }
      desk.close();
      await ports.paper.close();
    },
  };
}
