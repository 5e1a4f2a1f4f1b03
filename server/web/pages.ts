import type { FastifyInstance } from 'fastify';
import type { Ports } from '../ports.ts';

export function addPages(_app: FastifyInstance, _ports: Ports, _secure: boolean): void {}
