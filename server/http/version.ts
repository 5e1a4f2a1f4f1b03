import type { FastifyRequest } from 'fastify';
import { PROTOCOL } from '#shared/contract/upstream.ts';
import { commonErrors } from '#shared/contract/upstream/errors.ts';
import { refuse } from './refuse.ts';

/** Before anything of the body is read: a neighbour of another version is told which side has to be updated. */
export function checkVersion(request: FastifyRequest): void {
  const spoken = Number(request.headers['mc-protocol'] ?? 0);
  if (spoken === PROTOCOL) return;
  throw refuse(commonErrors, 'protocol-unsupported', { min: PROTOCOL, max: PROTOCOL, update: spoken > PROTOCOL ? 'server' : 'counter' });
}
