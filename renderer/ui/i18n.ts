/** Words: Vietnamese first, English complete. Keys are nested by area; a failure's texts are `errors.<code>.title` and `.action`. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from '#shared/locales/en.json' with { type: 'json' };
import vi from '#shared/locales/vi.json' with { type: 'json' };

export type Language = 'vi' | 'en';

/** Made before the first paint; both languages are in the page, nothing is fetched. */
export function makeWords(language: Language): i18n {
  const words = createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: vi }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
  });
  return words;
}
