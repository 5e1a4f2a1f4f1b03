import { type CallFailure, isErrorCode } from '../../bridge/failure.ts';

/** The paper is kept and the printer did not take it: `queueFault` of the answer as a failure; null for none, or one there are no words for. */
export function queueFailure(queueFault: string | null): CallFailure | null {
  return isErrorCode(queueFault) ? { code: queueFault, params: { printer: '' }, reference: undefined, retry: 'later' } : null;
}
