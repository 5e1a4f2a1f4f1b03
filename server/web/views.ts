/** The district's pages, drawn on the server. Codes, names of offices, counts and times: nothing of a citizen. */
import text from '#shared/locales/district.vi.json' with { type: 'json' };
import type { AgencyOverview, CounterOverview } from '../store/overview.ts';
import { html, type Html } from './html.ts';

export type OverviewPage = {
  readonly upstreamName: string;
  readonly epochs: readonly string[];
  readonly now: Date;
  readonly userName: string;
  readonly csrf: string;
  readonly agencies: readonly AgencyOverview[];
};

const WORTH_TELLING_MS = 5 * 60_000;

const fill = (pattern: string, values: Readonly<Record<string, string | number>>): string =>
  pattern.replace(/\{\{(\w+)\}\}/gu, (_all, name: string) => String(values[name] ?? ''));

const moment = new Intl.DateTimeFormat('vi-VN', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
});

export function signInPage(message: string | null): string {
  return page(
    html`<main class="narrow">
      <h1>${text.title}</h1>
      ${message === null ? html`` : html`<p role="alert">${message}</p>`}
      <form method="post" action="/sign-in">
        <label>${text.userName}<input name="userName" autocomplete="username" required autofocus /></label>
        <label>${text.password}<input name="password" type="password" autocomplete="current-password" required /></label>
        <button>${text.signIn}</button>
      </form>
    </main>`,
  );
}

export function overviewPage({ upstreamName, epochs, now, userName, csrf, agencies }: OverviewPage): string {
  return page(
    html`<header>
        <h1>${upstreamName}</h1>
        <form method="post" action="/sign-out">
          <input type="hidden" name="csrf" value="${csrf}" /><span>${userName}</span> <button>${text.signOut}</button>
        </form>
      </header>
      <main>
        <dl>
          <dt>${text.epoch}</dt>
          <dd>${fill(text.epochOf, { epoch: epochs.at(-1) ?? '', count: epochs.length })}</dd>
          <dt>${text.now}</dt>
          <dd>${moment.format(now)}</dd>
        </dl>
        ${agencies.length === 0 ? html`<p>${text.noAgencies}</p>` : agencies.map(agencySection)}
      </main>`,
  );
}

function agencySection(agency: AgencyOverview): Html {
  return html`<section>
    <h2>${agency.name} <small>${agency.agencyCode}</small></h2>
    ${agency.receiving ? html`` : html`<p role="alert">${text.notReceiving}</p>`}
    <dl>
      <dt>${text.acts}</dt>
      <dd>${agency.acts}</dd>
      <dt>${text.needsDecision}</dt>
      <dd>${agency.needsDecision}</dd>
      <dt>${text.lackingBlobs}</dt>
      <dd>${agency.lackingBlobs}</dd>
    </dl>
    ${agency.counters.length === 0 ? html`<p>${text.noCounters}</p>` : counterTable(agency.counters)}
  </section>`;
}

function counterTable(counters: readonly CounterOverview[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${[text.counter, text.state, text.lastSync, text.waiting, text.clock, text.version].map((title) => html`<th scope="col">${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${counters.map(counterRow)}
    </tbody>
  </table>`;
}

function counterRow(counter: CounterOverview): Html {
  return html`<tr>
    <th scope="row">${counter.counterNo}</th>
    <td>${text.states[counter.state]}</td>
    <td>${counter.lastSeenAt === null ? text.never : moment.format(counter.lastSeenAt)}</td>
    <td>${counter.waitingActs ?? text.unknown}</td>
    <td>${clockText(counter.clockOffMs)}</td>
    <td>${counter.appVersion ?? text.unknown}</td>
  </tr>`;
}

function clockText(clockOffMs: number | null): string {
  if (clockOffMs === null) return text.unknown;
  return Math.abs(clockOffMs) <= WORTH_TELLING_MS ? text.clockRight : fill(text.clockOff, { minutes: Math.round(clockOffMs / 60_000) });
}

function page(body: Html): string {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${text.title}</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        ${body}
      </body>
    </html>`.markup;
}

export const style = `
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #1d2b2f; background: #f6f8f8 }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .75rem 1.5rem; background: #0f5c66; color: #fff }
h1 { font-size: 1.25rem; margin: 0 } h2 { font-size: 1.1rem; margin: 0 0 .5rem } small { font-weight: normal; color: #56686d }
main { padding: 1.5rem; max-width: 70rem; margin: auto } main.narrow { max-width: 22rem; margin-top: 10vh }
section { background: #fff; border: 1px solid #d5dfe1; border-radius: 6px; padding: 1rem; margin: 1rem 0 }
dl { display: flex; flex-wrap: wrap; gap: .25rem .75rem; margin: 0 0 .75rem } dt { color: #56686d } dd { margin: 0 1rem 0 0; font-weight: 600; font-variant-numeric: tabular-nums }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .75rem; border-top: 1px solid #d5dfe1; font-variant-numeric: tabular-nums }
label { display: block; margin: .75rem 0 } input { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .5rem; border: 1px solid #7b8f94; border-radius: 4px }
button { font: inherit; padding: .4rem 1rem; border: 1px solid #0f5c66; border-radius: 4px; background: #fff; color: #0f5c66; cursor: pointer }
:focus-visible { outline: 3px solid #f2b705; outline-offset: 1px } [role=alert] { border-left: 4px solid #b3261e; padding: .5rem .75rem; background: #fdf0ef }
`;
