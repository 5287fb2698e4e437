import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ADMINISTRATION_SECTIONS, type AdministrationSection, hrefOf } from '../app/router.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { AboutSection } from './AboutSection.tsx';
import { AccountsSection } from './AccountsSection.tsx';
import './administration.css';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BackupSection } from './BackupSection.tsx';
import { ConnectionSection } from './ConnectionSection.tsx';
import { JournalSection } from './JournalSection.tsx';
import { OfficeSection } from './OfficeSection.tsx';
import { PolicySection } from './PolicySection.tsx';

const CONTENTS: Record<AdministrationSection, ComponentType> = {
  connection: ConnectionSection,
  office: OfficeSection,
  accounts: AccountsSection,
  backup: BackupSection,
  policy: PolicySection,
  journal: JournalSection,
  appearance: AppearanceSection,
  about: AboutSection,
};

/** "Verwaltung": what is set once and looked at when something is wrong. */
export const AdministrationScreen = ({ section }: { section: AdministrationSection }) => {
  const { t } = useTranslation('administration');
  const Content = CONTENTS[section];
  return (
    <section className="administration">
      <nav className="administration-sections" aria-label={t('title')} data-pane="sections">
        <ul>
          {ADMINISTRATION_SECTIONS.map((name) => (
            <li key={name}>
              <a
                href={hrefOf({ name: 'administration', section: name })}
                aria-current={name === section ? 'page' : undefined}
              >
                {t(`section.${name}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="administration-page page" data-pane="section">
        <PageTitle key={section}>{t(`section.${section}`)}</PageTitle>
        <Content key={`content-${section}`} />
      </div>
    </section>
  );
};
