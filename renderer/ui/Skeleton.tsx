import { useTranslation } from 'react-i18next';

const WIDTHS = ['55%', '40%', '62%', '48%'];

/** Rows of the right height while an answer is on its way; a screen reader hears one word. */
export const Skeleton = ({ rows = 6 }: { rows?: number }) => {
  const { t } = useTranslation('shell');
  return (
    <div role="status">
      <span className="visually-hidden">{t('notice.loading')}</span>
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity
        <div className="skeleton-row" aria-hidden="true" key={index}>
          <div className="skeleton-bar" style={{ width: WIDTHS[index % WIDTHS.length] }} />
        </div>
      ))}
    </div>
  );
};
