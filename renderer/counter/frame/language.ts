/**
 * The language of the screens. This machine's is kept by the app, which tells it once its store is open. Until then the page paints in the one it last had: it keeps nothing of
 * anybody's, and a language is no one's data. What it keeps lasts over a reload only; the shells give every start an empty profile.
 */
import { useContext, useLayoutEffect } from 'react';
import { I18nContext } from 'react-i18next';
import type { Language } from '../../ui/i18n.ts';

const key = 'mot-cua-language';

export function recallLanguage(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'vi';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
  document.documentElement.lang = language;
}

/** Speaks what the app says is kept, before the first screen is painted; `undefined` before it has said so, and where nobody has chosen. */
export function useKeptLanguage(kept: Language | undefined): void {
  // Itself, not a translator of this moment: it is the same one over every change, so that a kept language is spoken once and not again over what a person chose since.
  const i18n = useContext(I18nContext)?.i18n;
  useLayoutEffect(() => {
    if (kept === undefined || i18n === undefined || kept === i18n.language) return;
    keepLanguage(kept);
    void i18n.changeLanguage(kept);
  }, [kept, i18n]);
}
