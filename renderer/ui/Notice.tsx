import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const ICONS = { danger: CircleAlert, warning: TriangleAlert, info: Info, success: CircleCheck };

/** A message in the page that stays until it is dealt with; `danger` is read out at once. */
export const Notice = ({
  tone,
  children,
  actions,
}: {
  tone: keyof typeof ICONS;
  children: ReactNode;
  actions?: ReactNode;
}) => {
  const Icon = ICONS[tone];
  return (
    <div className="notice" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={20} aria-hidden="true" />
      <div>
        {children}
        {actions && <div className="notice-actions">{actions}</div>}
      </div>
    </div>
  );
};
