import { useTranslation } from 'react-i18next';
import { passphraseStrength } from './passphrase-strength.ts';

/** What to say about a new passphrase while it is typed; the general advice while it is empty. */
export const useStrengthText = (): ((passphrase: string) => string) => {
  const { t } = useTranslation('shell');
  return (passphrase) => {
    if (passphrase === '') return t('setup.passphraseHelp');
    const strength = passphraseStrength(passphrase);
    switch (strength.level) {
      case 'short':
        return t('setup.strengthShort', { count: strength.missing });
      case 'weak':
        return t('setup.strengthWeak');
      case 'fair':
        return t('setup.strengthFair');
      case 'good':
        return t('setup.strengthGood');
    }
  };
};
