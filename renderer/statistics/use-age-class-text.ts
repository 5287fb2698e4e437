import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/i18n/languages.ts';

/** The word for an age class; a class this window does not know stands for itself. */
export const useAgeClassText = (): ((ageClass: string) => string) => {
  const { i18n } = useTranslation('statistics');
  const texts: Readonly<Record<string, string>> = LANGUAGES[i18n.language === 'en' ? 'en' : 'de'].statistics.ageClass;
  return (ageClass) => texts[ageClass] ?? ageClass;
};
