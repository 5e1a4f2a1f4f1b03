/** A stream of state that stops while its line is open: said, and begun again. The times are the page's own clock, faked. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { followStream } from '../../../renderer/bridge/follow-stream.ts';
import type { LineState } from '../../../renderer/bridge/keeper.ts';

type Way = 'fails' | 'ends' | 'stays';
const state = createStore<LineState>(() => ({ phase: 'open', generation: 1 }));
let heard: string[];
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  state.setState({ phase: 'open', generation: 1 });
  heard = [];
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Every stream tells one value and then goes its way, `afterMs` later. What is heard stands with the second it was heard in. */
function follow(way: () => Way, afterMs = 0): void {
  const beganMs = performance.now();
  const note = (what: string): void => void heard.push(`${String(Math.floor((performance.now() - beganMs) / 1000))} ${what}`);
  let streams = 0;
  const open = async (signal: AbortSignal): Promise<AsyncIterable<number>> => {
    const stream = (streams += 1);
    note(`open ${String(stream)}`);
    return (async function* () {
      yield stream;
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve();
        });
      });
      const after = way() === 'stays' ? new Promise<void>(() => undefined) : new Promise<void>((resolve) => setTimeout(resolve, afterMs));
      await Promise.race([after, aborted]);
      if (way() === 'fails') throw new Error('the store could not be read');
    })();
  };
  stop = followStream({ state }, open, {
    tell: (value) => {
      note(`told ${String(value)}`);
    },
    failed: () => {
      note('failed');
    },
    ended: () => {
      note('ended');
    },
  });
}

test('one that fails is said and begun again, after a pause that grows to half a minute', async () => {
  follow(() => 'fails');
  await vi.advanceTimersByTimeAsync(95_000);
  const opened = heard.filter((one) => one.includes('open')).map((one) => Number(one.split(' ')[0]));
  // Each pause and the moment that is given to the line to say that it closed.
  expect(opened).toEqual([0, 1, 3, 7, 16, 32, 62, 92]);
  expect(heard.slice(0, 6)).toEqual(['0 open 1', '0 told 1', '0 failed', '1 open 2', '1 told 2', '1 failed']);
});

test('one that the app ends is said and begun again too', async () => {
  let way: Way = 'ends';
  follow(() => way);
  await vi.advanceTimersByTimeAsync(500);
  way = 'stays';
  await vi.advanceTimersByTimeAsync(120_000);
  expect(heard).toEqual(['0 open 1', '0 told 1', '0 ended', '1 open 2', '1 told 2']);
});

test('after a minute of work a failure is the first again', async () => {
  follow(() => 'fails', 60_000);
  await vi.advanceTimersByTimeAsync(130_000);
  expect(heard.filter((one) => one.includes('open'))).toEqual(['0 open 1', '61 open 2', '122 open 3']);
});

test('a line that closed a moment after its stream failed is not told as a failed stream, and the stream is not begun on it again', async () => {
  follow(() => 'fails');
  await vi.advanceTimersByTimeAsync(100);
  state.setState({ phase: 'lost' });
  await vi.advanceTimersByTimeAsync(10_000);
  // The next line is followed by who asked for it.
  state.setState({ phase: 'open', generation: 2 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['0 open 1', '0 told 1']);
});

test('stopped, it says nothing more; before the first line there is nothing to follow', async () => {
  follow(() => 'fails');
  await vi.advanceTimersByTimeAsync(500);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual(['0 open 1', '0 told 1', '0 failed']);
  state.setState({ phase: 'connecting', generation: 0 });
  heard = [];
  follow(() => 'stays');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([]);
});
