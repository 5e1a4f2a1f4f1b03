import type { BrowserContext, Page } from '@playwright/test';

/** Listens to pages for what must never happen in any story. */
export type Watch = {
  /** Addresses asked for beyond this machine's own app. */
  readonly strangers: string[];
  /** Exceptions nobody caught, and what the page's policy had to stop. */
  readonly faults: string[];
  follow(context: BrowserContext): void;
};

const ours = /^(?:(?:https?|wss?):\/\/127\.0\.0\.1:\d+\/|blob:http:\/\/127\.0\.0\.1:\d+\/|app:\/\/counter\/|blob:app:\/\/counter\/)/u;

export function watchPage(): Watch {
  const strangers: string[] = [];
  const faults: string[] = [];
  const look = (url: string): void => {
    if (!ours.test(url)) strangers.push(url);
  };
  const followPage = (page: Page): void => {
    page.on('websocket', (socket) => {
      look(socket.url());
    });
    page.on('pageerror', (error) => {
      faults.push(error.stack ?? error.message);
    });
    page.on('console', (message) => {
      if (/Content Security Policy/u.test(message.text())) faults.push(message.text());
    });
  };
  return {
    strangers,
    faults,
    follow: (context) => {
      context.on('request', (request) => {
        look(request.url());
      });
      context.on('page', followPage);
      context.pages().forEach(followPage);
    },
  };
}
