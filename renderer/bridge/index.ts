export { ApiContext, type CounterApi, counterApi, newCommandId, useApi } from './api.ts';
export { type CallFailure, failureOf, type FailureCode, isErrorCode } from './failure.ts';
export { followStream, type Listener } from './follow-stream.ts';
export { type Keeper, keepLine, LineLost, type LineState } from './keeper.ts';
export { openLine } from './line.ts';
