import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/i18n/languages.ts';

export type DomainGroup = keyof typeof LANGUAGES.de.domain;

/** The word for a code of the domain (status, proof, reason …) in a language; an unknown code stands for itself. */
export const domainText = (language: string, group: DomainGroup, code: string): string => {
  const texts: Readonly<Record<string, string>> = LANGUAGES[language === 'en' ? 'en' : 'de'].domain[group];
  return texts[code] ?? code;
};

/** {@link domainText} in the window's language. */
export const useDomainText = (): ((group: DomainGroup, code: string) => string) => {
  const { i18n } = useTranslation();
  return (group, code) => domainText(i18n.language, group, code);
};
