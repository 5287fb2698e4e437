import { Inbox, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Says what will stand here and when; never a bare blank. `children` are the ways on. */
export const EmptyState = ({
  title,
  text,
  icon: Icon = Inbox,
  children,
}: {
  title: string;
  text: string;
  icon?: LucideIcon;
  children?: ReactNode;
}) => (
  <div className="empty-state">
    <Icon size={32} aria-hidden="true" />
    <h2>{title}</h2>
    <p>{text}</p>
    {children && <div className="notice-actions">{children}</div>}
  </div>
);
