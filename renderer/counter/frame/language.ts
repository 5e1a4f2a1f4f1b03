/** The language of the screens. The page keeps nothing of anybody's; a language is no one's data, and must be known before the line is open. */
import type { Language } from '../../ui/i18n.ts';

const key = 'mot-cua-language';

export function recallLanguage(): Language {
  return localStorage.getItem(key) === 'en' ? 'en' : 'vi';
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(key, language);
  document.documentElement.lang = language;
}
