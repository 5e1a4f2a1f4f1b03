import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Scan, watchScanner } from '../../../renderer/ui/scanner/scanner-watch.ts';

const code = 'MC1|000.05.24.H11-250424-2001';
let page: EventTarget;
let scans: Scan[];
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  for (const name of ['HTMLInputElement', 'HTMLTextAreaElement']) vi.stubGlobal(name, Event);
  page = Object.assign(new EventTarget(), { document: { activeElement: null } });
  scans = [];
  stop = watchScanner(page as Window, {
    gapMs: 35,
    onScan: (scan) => {
      scans.push(scan);
    },
  });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The keys of `text`, 5 ms apart by the keyboard's time from `fromMs` on; they reach the page now. */
function arrive(text: readonly string[], fromMs: number): void {
  text.forEach((key, index) => {
    const event = Object.assign(new Event('keydown'), { key, repeat: false, ctrlKey: false, metaKey: false, altKey: false, keyCode: 0 });
    Object.defineProperty(event, 'timeStamp', { value: fromMs + index * 5 });
    page.dispatchEvent(event);
  });
}

test.each([
  { first: 4, lateMs: 0 },
  { first: 12, lateMs: 300 },
])('a scan is one scan whose keys stop for 200 ms after $first of them, $lateMs ms late, on their way to the page', ({ first, lateMs }) => {
  const begun = performance.now();
  const keys = [...code, 'Enter'];
  vi.advanceTimersByTime(lateMs);
  arrive(keys.slice(0, first), begun);
  vi.advanceTimersByTime(200);
  arrive(keys.slice(first), begun + first * 5);
  expect(scans).toEqual([{ kind: 'scan', text: code }]);
});

test('what a person typed before a scan is no part of it, however soon the page hears of both', () => {
  const begun = performance.now();
  arrive(['0', '6', '0', '1'], begun);
  arrive([...code, 'Enter'], begun + 400);
  expect(scans).toEqual([{ kind: 'scan', text: code }]);
});

test('a scanner without a closing key is done after its silence', () => {
  arrive([...code], performance.now());
  vi.advanceTimersByTime(400);
  expect(scans).toEqual([{ kind: 'scan', text: code }]);
});
