import Button from '@mui/material/Button';
import { FileWarning } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaseDocument } from '../../shared/contract/cases.ts';

export type ShownTrouble = NonNullable<CaseDocument['trouble']> | 'unavailable';

/** What is wrong with a file, what is safe, what to do: instead of the paper, or as a strip above it. */
export const PaperTrouble = (props: {
  trouble: ShownTrouble;
  detected: CaseDocument['detectedType'];
  declared: string;
  strip?: boolean;
  onRetry?: (() => void) | undefined;
}) => {
  const { trouble, detected, declared, strip = false, onRetry } = props;
  const { t } = useTranslation('case');
  const facts = { detected: t(`viewer.type.${detected}`), declared };
  return (
    <div className={strip ? 'paper-strip' : 'paper-trouble'} role={strip ? 'note' : 'alert'}>
      <FileWarning size={strip ? 18 : 28} aria-hidden />
      <div>
        <p>
          <strong>{t(`viewer.trouble.${trouble}.what`, facts)}</strong>
        </p>
        <p>
          {t(`viewer.trouble.${trouble}.safe`, facts)} {t(`viewer.trouble.${trouble}.todo`, facts)}
        </p>
        {onRetry === undefined ? null : (
          <Button size="small" variant="outlined" onClick={onRetry}>
            {t('viewer.retry')}
          </Button>
        )}
      </div>
    </div>
  );
};
