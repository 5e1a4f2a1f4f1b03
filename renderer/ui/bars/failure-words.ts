import type { TFunction } from 'i18next';
import type { CallFailure } from '../../bridge/failure.ts';

/** Both sentences of a failure, with its values filled in. */
export function failureWords(
  { code, params }: Pick<CallFailure, 'code' | 'params'>,
  t: TFunction,
): { readonly title: string; readonly action: string } {
  const told: Record<string, unknown> = { ...params };
  if (typeof told['field'] === 'string') told['field'] = fieldWords(told['field'], t);
  // Asked for by its id: the screen shows which one it is.
  if (told['dossierCode'] === '') told['dossierCode'] = t('input.thisDossier');
  // No printer was named: the one of the settings, or the machine's own.
  if (told['printer'] === '') told['printer'] = t('input.usualPrinter');
  if (code === 'text-refused' && told['reason'] === 'too-long')
    return { title: t('input.tooLong.title', told), action: t('input.tooLong.action', told) };
  const refusal = code === 'act-not-lawful' ? t(`refusals.${String(told['why'])}`, { defaultValue: '' }) : '';
  if (refusal !== '') return { title: t('input.notLawful', { refusal }), action: t(`errors.${code}.action`, told) };
  return { title: t(`errors.${code}.title`, told), action: t(`errors.${code}.action`, told) };
}

/** The field of a call's input as the screens call it: `applicant.fullName`, and one of a list by its place, `documents.2.name`. */
function fieldWords(path: string, t: TFunction): string {
  const parts = path.split(/[./]/u).filter((part) => part !== '');
  const place = parts.find((part) => /^\d+$/u.test(part));
  const name = parts.filter((part) => !/^\d+$/u.test(part));
  const last = name.at(-1) ?? '';
  const words = t([`input.${name.slice(-2).join('_')}`, `input.${last}`, 'input.other']);
  return place === undefined ? words : t('input.ofList', { words, n: Number(place) + 1 });
}
