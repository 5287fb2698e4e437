import { useTranslation } from 'react-i18next';

/** How many proofs of a case are settled, as bar and numbers ("7/11"). */
export const ProgressCount = ({ settled, total, bar = true }: { settled: number; total: number; bar?: boolean }) => {
  const { t } = useTranslation('shell');
  const share = total === 0 ? 0 : Math.round((settled / total) * 100);
  return (
    <span className="progress-count" data-complete={total > 0 && settled === total}>
      {bar && (
        <span className="progress-bar" aria-hidden="true">
          <span className="progress-fill" style={{ display: 'block', width: `${share}%` }} />
        </span>
      )}
      <span aria-hidden="true">
        {settled}/{total}
      </span>
      <span className="visually-hidden">{t('notice.progress', { settled, total })}</span>
    </span>
  );
};
