import type { Reporter } from '@playwright/test/reporter';

/** Green never means tried: says which shell was not. */
export default class NotRunReporter implements Reporter {
  readonly #electron: string | undefined;

  constructor({ electron }: { readonly electron?: string }) {
    this.#electron = electron;
  }

  onEnd(): void {
    if (this.#electron !== undefined) console.log(`electron: NOT RUN (${this.#electron})`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
