import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';
import { keepLine, LineLost } from '../../../renderer/bridge/keeper.ts';
import type { Line } from '../../../renderer/bridge/line.ts';

type Answer = (path: readonly string[], input: unknown) => Promise<unknown>;

/** Lines that a test opens and cuts; `calls` is what reached them. */
function shell() {
  const calls: { line: number; name: string; input: unknown }[] = [];
  const cuts: (() => void)[] = [];
  let answer: Answer = async () => 'answered';
  const open = async (): Promise<Line> => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const line = cuts.push(resolve);
    const link: Line['link'] = {
      call: async (path, input) => {
        calls.push({ line, name: path.join('.'), input });
        return Promise.race([
          answer(path, input),
          closed.then(() => {
            throw new Error('closed');
          }),
        ]);
      },
    };
    return { link, closed };
  };
  return {
    open,
    calls,
    cut: () => {
      cuts.at(-1)?.();
    },
    answers: (next: Answer) => {
      answer = next;
    },
  };
}

const never: Answer = () => new Promise(() => undefined);
const until = async (holds: () => boolean) => {
  while (!holds())
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
};
const ask = (keeper: ReturnType<typeof keepLine>, path: string, input: unknown = {}) =>
  keeper.link.call(path.split('.'), input, { context: {} });

test('a command that was not answered is made again with the same id, once its person is known on the new line', async () => {
  const { open, calls, cut, answers } = shell();
  const keeper = keepLine(open);
  keeper.release();
  answers(never);
  const answer = ask(keeper, 'reception.accept', { commandId: 'c1' });
  await until(() => calls.length === 1);
  expect(keeper.hasUnanswered()).toBe(true);
  cut();
  answers(async () => 'accepted');
  await until(() => keeper.state.getState().generation === 2);
  expect(calls).toHaveLength(1);
  keeper.release();
  expect(await answer).toBe('accepted');
  expect(calls).toEqual([
    { line: 1, name: 'reception.accept', input: { commandId: 'c1' } },
    { line: 2, name: 'reception.accept', input: { commandId: 'c1' } },
  ]);
  expect(keeper.hasUnanswered()).toBe(false);
});

test("what another person had asked for is not done in the new one's name", async () => {
  const { open, calls, cut, answers } = shell();
  const keeper = keepLine(open);
  keeper.release();
  answers(never);
  const answer = ask(keeper, 'draft.save', { draftId: 'd1' });
  await until(() => calls.length === 1);
  cut();
  await until(() => keeper.state.getState().generation === 2);
  keeper.forget();
  keeper.release();
  await expect(answer).rejects.toBeInstanceOf(LineLost);
  expect(calls).toHaveLength(1);
});

test('a PIN is not tried twice by itself', async () => {
  const { open, calls, cut, answers } = shell();
  const keeper = keepLine(open);
  answers(never);
  const answer = ask(keeper, 'office.signIn', { pin: '2580' });
  await until(() => calls.length === 1);
  cut();
  await expect(answer).rejects.toBeInstanceOf(LineLost);
  expect(calls).toHaveLength(1);
});

test('an answer that is a failure is the answer', async () => {
  const { open, calls, answers } = shell();
  const keeper = keepLine(open);
  keeper.release();
  answers(async () => {
    throw new ORPCError('disk-full');
  });
  await expect(ask(keeper, 'draft.save')).rejects.toMatchObject({ code: 'disk-full' });
  expect(calls).toHaveLength(1);
});

test('a recovery code on screen is printed and confirmed before anybody is signed in; other calls wait', async () => {
  const { open, calls } = shell();
  const keeper = keepLine(open);
  void ask(keeper, 'dossier.find');
  for (const name of ['keys.printCode', 'keys.confirmCode', 'keys.setPinWithCode']) expect(await ask(keeper, name)).toBe('answered');
  expect(calls.map(({ name }) => name)).toEqual(['keys.printCode', 'keys.confirmCode', 'keys.setPinWithCode']);
});

test("a register's print that nobody had answered is asked for again: it goes on by its command", async () => {
  const { open, calls, cut, answers } = shell();
  const keeper = keepLine(open);
  keeper.release();
  answers(never);
  const answer = ask(keeper, 'registerBook.print', { commandId: 'c1' });
  await until(() => calls.length === 1);
  cut();
  answers(async () => 'printing');
  await until(() => keeper.state.getState().generation === 2);
  keeper.release();
  expect(await answer).toBe('printing');
  expect(calls.map(({ line, input }) => [line, input])).toEqual([
    [1, { commandId: 'c1' }],
    [2, { commandId: 'c1' }],
  ]);
});
