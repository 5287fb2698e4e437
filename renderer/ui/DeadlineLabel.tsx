import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { daysFrom, formatDateWithWeekday, today } from './format.ts';

/** From this many days on a deadline asks for attention. */
const SOON_DAYS = 3;

/** A deadline as days left or over ("noch 12 Tage", "3 Tage über"); the tooltip has the date. */
export const DeadlineLabel = ({ deadlineOn, now = today() }: { deadlineOn: string | null; now?: string }) => {
  const { t } = useTranslation('domain');
  if (deadlineOn === null) return <span className="muted">–</span>;
  const days = daysFrom(now, deadlineOn);
  const tone = days < 0 ? 'danger' : days <= SOON_DAYS ? 'warning' : 'neutral';
  const text =
    days === 0
      ? t('deadline.today')
      : days > 0
        ? t('deadline.left', { count: days })
        : t('deadline.over', { count: -days });
  return (
    <span className="deadline status-label tabular" data-tone={tone} title={formatDateWithWeekday(deadlineOn)}>
      {tone !== 'neutral' && <TriangleAlert size={16} aria-hidden="true" />}
      <span className="cut">{text}</span>
    </span>
  );
};
