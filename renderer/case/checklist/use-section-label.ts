import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';

/** Heading of a section of the evidence catalogue; an unknown section shows its own name. */
export const useSectionLabel = (): ((section: string) => string) => {
  const { i18n } = useTranslation();
  const texts: Readonly<Record<string, string>> = (i18n.language.startsWith('en') ? LANGUAGES.en : LANGUAGES.de).case
    .section;
  return (section) => texts[section] ?? section;
};
