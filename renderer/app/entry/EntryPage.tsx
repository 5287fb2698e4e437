import { Landmark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/PageTitle.tsx';
import './entry.css';

/** The page before the workplace: one card, one thing to do. */
export const EntryPage = ({
  title,
  above,
  intro,
  children,
}: {
  title: string;
  /** Where in a sequence of pages this one is. */
  above?: string;
  intro?: string;
  children?: ReactNode;
}) => {
  const { t } = useTranslation('shell');
  return (
    <div className="entry">
      <main className="entry-card">
        <p className="entry-brand">
          <Landmark size={20} aria-hidden="true" />
          {t('appName')}
        </p>
        {above && <p className="muted no-print entry-above">{above}</p>}
        <PageTitle key={title}>{title}</PageTitle>
        {intro && <p className="entry-intro">{intro}</p>}
        {children}
      </main>
    </div>
  );
};
