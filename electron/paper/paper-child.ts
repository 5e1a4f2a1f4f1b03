import type { Answer, Ask } from './jobs.ts';

/** One running paper process, however it was started. `rssBytes` undefined: the system does not tell. */
export type PaperChild = {
  send(ask: Ask): void;
  onAnswer(listen: (answer: Answer) => void): void;
  onExit(listen: () => void): void;
  rssBytes(): number | undefined;
  kill(): void;
};
