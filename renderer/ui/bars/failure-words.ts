import type { TFunction } from 'i18next';
import type { CallFailure } from '../../bridge/failure.ts';

/** Both sentences of a failure, with its values filled in. */
export function failureWords(
  { code, params }: Pick<CallFailure, 'code' | 'params'>,
  t: TFunction,
): { readonly title: string; readonly action: string } {
  return { title: t(`errors.${code}.title`, { ...params }), action: t(`errors.${code}.action`, { ...params }) };
}
