import { ZodError } from 'zod';
import { Failure } from '#shared/errors.ts';
import type { Answer, Ask, Handlers, JobKinds, Refusal } from './jobs.ts';

/** Zod's message holds paths and rules only; the values it was given stay out. */
function messageOf(error: unknown): { name: string; message: string; refusal?: Refusal } {
  if (error instanceof Failure) return { name: error.name, message: error.code, refusal: { code: error.code, params: error.params } };
  if (error instanceof ZodError) {
    return { name: 'ZodError', message: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ') };
  }
  return error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: 'not an error' };
}

async function run(ask: Ask, handlers: Handlers): Promise<JobKinds[Ask['kind']]['output']> {
  switch (ask.kind) {
    case 'renderPdf':
      return handlers.renderPdf(ask.input);
    case 'renderSvg':
      return handlers.renderSvg(ask.input);
    case 'renderBook':
      return handlers.renderBook(ask.input);
    case 'readRegister':
      return handlers.readRegister(ask.input);
    case 'backup':
      return handlers.backup(ask.input);
    case 'checkLog':
      return handlers.checkLog(ask.input);
    case 'renewLog':
      return handlers.renewLog(ask.input);
    case 'findCut':
      return handlers.findCut(ask.input);
    case 'examine':
      return handlers.examine(ask.input);
    case 'checkPapers':
      return handlers.checkPapers(ask.input);
    case 'mendMonth':
      return handlers.mendMonth(ask.input);
    case 'lostPapers':
      return handlers.lostPapers(ask.input);
    case 'repairLog':
      return handlers.repairLog(ask.input);
    case 'restore':
      return handlers.restore(ask.input);
  }
}

/** Does one job and says how it went; never rejects. */
export async function answer(ask: Ask, handlers: Handlers): Promise<Answer> {
  try {
    const output = await run(ask, handlers);
    return { id: ask.id, ok: true, output, rssBytes: process.memoryUsage.rss() };
  } catch (error) {
    return { id: ask.id, ok: false, ...messageOf(error), rssBytes: process.memoryUsage.rss() };
  }
}
