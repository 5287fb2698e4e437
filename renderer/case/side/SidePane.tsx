import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../shared/contract/cases.ts';
import type { RunCommand } from '../use-case-commands.ts';
import { Declared } from './Declared.tsx';
import { Hints } from './Hints.tsx';
import { Notes } from './Notes.tsx';
import { Timeline } from './Timeline.tsx';

type Side = 'checklist' | 'facts' | 'notes' | 'history';

/**
 * Claims and hints, notes, history. In a narrow window `checklist` is given, and this pane becomes the only left one
 * with the checklist as its first tab.
 */
export const SidePane = (props: { view: CaseView; mayReview: boolean; run: RunCommand; checklist?: ReactNode }) => {
  const { view, mayReview, run, checklist } = props;
  const { t } = useTranslation('case');
  const [side, setSide] = useState<Side>(checklist === undefined ? 'facts' : 'checklist');
  const shown: Side = checklist === undefined && side === 'checklist' ? 'facts' : side;
  const tabs: readonly { side: Side; name: ReactNode }[] = [
    ...(checklist === undefined ? [] : [{ side: 'checklist' as const, name: t('side.checklist') }]),
    {
      side: 'facts',
      name:
        view.hints.length === 0 ? (
          t('side.declared')
        ) : (
          <span className="tab-hints">
            {t('side.declared')}
            <TriangleAlert size={14} aria-hidden />
            <span aria-hidden="true">{view.hints.length}</span>
            <span className="visually-hidden">{t('side.hintsCount', { number: view.hints.length })}</span>
          </span>
        ),
    },
    {
      side: 'notes',
      name: view.notes.length === 0 ? t('side.notes') : t('side.notesCount', { number: view.notes.length }),
    },
    { side: 'history', name: t('side.history') },
  ];
  return (
    <div className="side">
      <Tabs
        value={shown}
        onChange={(_event, next: Side) => setSide(next)}
        variant="scrollable"
        scrollButtons={false}
        aria-label={t('side.tabs')}
        className="side-tabs"
      >
        {tabs.map((tab) => (
          <Tab
            key={tab.side}
            value={tab.side}
            label={tab.name}
            id={`side-tab-${tab.side}`}
            aria-controls={`side-${tab.side}`}
          />
        ))}
      </Tabs>
      <div
        role="tabpanel"
        id={`side-${shown}`}
        aria-labelledby={`side-tab-${shown}`}
        className="side-body"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the panel scrolls and must be reachable by keyboard.
        tabIndex={0}
      >
        {shown === 'checklist' ? checklist : null}
        {shown === 'facts' ? (
          <>
            {view.hints.length === 0 ? null : (
              <section aria-labelledby="side-hints">
                <h2 className="pane-title" id="side-hints">
                  {t('side.hintsCount', { number: view.hints.length })}
                </h2>
                <Hints view={view} />
              </section>
            )}
            <Declared view={view} />
          </>
        ) : null}
        {shown === 'notes' ? <Notes view={view} mayReview={mayReview} run={run} /> : null}
        {shown === 'history' ? <Timeline caseId={view.caseId} /> : null}
      </div>
    </div>
  );
};
