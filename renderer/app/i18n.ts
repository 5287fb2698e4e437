import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '../../shared/i18n/languages.ts';

const STORED = 'language';

/** The language used last on this computer; before anybody signed in it is all we know. German when unknown. */
export const rememberedLanguage = (): Language => {
  try {
    return window.localStorage.getItem(STORED) === 'en' ? 'en' : 'de';
  } catch {
    return 'de';
  }
};

/** Makes all texts available at once; both languages are in the bundle, nothing is loaded later. */
export const startTexts = (language: Language): void => {
  void i18next.use(initReactI18next).init({
    resources: LANGUAGES,
    lng: language,
    fallbackLng: 'de',
    defaultNS: 'shell',
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
};

/** Changes the window's language and remembers it for the next sign-in screen. */
export const changeLanguage = (language: Language): void => {
  if (i18next.language !== language) void i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    window.localStorage.setItem(STORED, language);
  } catch {
    // Without storage the next sign-in screen is German; nothing else depends on it.
  }
};
