import { make } from '../../../build/make.ts';
import { startScheduler } from '../../helpers/cups.ts';
import { electronOrWhyNot } from './electron-project.ts';

/** Builds what is older than its sources, before the first story, and starts the one print scheduler of all stories. */
export default async function buildOnce(): Promise<() => Promise<void>> {
  await make(electronOrWhyNot().binary === undefined ? ['page'] : ['page', 'bundles']);
  return startScheduler();
}
