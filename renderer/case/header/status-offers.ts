import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import { LANGUAGES } from '../../../shared/i18n/languages.ts';

/** A step core offers from the present status. */
export type Offer = CaseView['transitions'][number];

/** Words for why a step is refused now; an unknown reason is named by its code rather than hidden. */
export const useBlockedReason = (): ((code: string) => string) => {
  const { t, i18n } = useTranslation('case');
  const texts: Readonly<Record<string, string>> = (i18n.language === 'en' ? LANGUAGES.en : LANGUAGES.de).case.blockedBy;
  return (code) => texts[code] ?? t('blockedByOther', { code });
};
