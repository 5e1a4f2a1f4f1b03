import { make } from '../../../build/make.ts';
import { electronOrWhyNot } from './electron-project.ts';

/** Builds what is older than its sources, before the first story. */
export default async function buildOnce(): Promise<void> {
  await make(electronOrWhyNot().binary === undefined ? ['page'] : ['page', 'bundles']);
}
