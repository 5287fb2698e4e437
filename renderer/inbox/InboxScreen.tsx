import { Button } from '@mui/material';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FilePlus2 } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { type Command, useCommands } from '../app/commands.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { CaseGrid } from './CaseGrid.tsx';
import { FetchControl } from './FetchControl.tsx';
import { InboxEmpty } from './InboxEmpty.tsx';
import './inbox.css';
import { ListSearch } from './ListSearch.tsx';
import { type InboxRoute, listRequest } from './list-query.ts';
import { NewCaseDialog } from './NewCaseDialog.tsx';
import { StatusFilter } from './StatusFilter.tsx';
import { TroublePanel } from './TroublePanel.tsx';

const useInboxCommands = (createCase: () => void) => {
  const { t } = useTranslation(['inbox', 'shell']);
  const commands = useMemo<readonly Command[]>(() => {
    const group = t('shell:command.groupList');
    const nothing = () => undefined;
    // The grid handles its own keys while it has the focus; here they are only named for the overlay.
    const inGrid = (id: string, label: string, keys: readonly string[]): Command => ({
      id,
      label,
      group,
      keys,
      keysOnly: true,
      run: nothing,
    });
    return [
      { id: 'inbox.newCase', label: t('inbox:command.newCase'), group, keys: ['Ctrl+N'], run: createCase },
      {
        id: 'inbox.search',
        label: t('inbox:filter.search'),
        group,
        keys: ['Ctrl+F'],
        run: () => document.querySelector<HTMLElement>('.list-search, #search-all')?.focus(),
      },
      inGrid('inbox.move', t('inbox:command.move'), ['ArrowUp', 'ArrowDown']),
      inGrid('inbox.open', t('inbox:command.open'), ['Enter']),
      inGrid('inbox.page', t('inbox:command.page'), ['PageUp', 'PageDown']),
      inGrid('inbox.first', t('inbox:command.first'), ['Home']),
      inGrid('inbox.last', t('inbox:command.last'), ['End']),
    ];
  }, [t, createCase]);
  useCommands(commands);
};

/** One view of the cases: intake, mine, deadlines, follow-ups or all; its filter, search and order stand in the address. */
export const InboxScreen = ({ route }: { route: InboxRoute }) => {
  const { t } = useTranslation('inbox');
  const [creating, setCreating] = useState(false);
  const createCase = useMemo(() => () => setCreating(true), []);
  useInboxCommands(createCase);
  const list = useQuery({ ...callQuery('cases', 'openList', listRequest(route)), placeholderData: keepPreviousData });
  const filtered = Boolean(route.search) || (route.statuses?.length ?? 0) > 0;

  // Arrow keys work at once, without a click; whoever is somewhere else on purpose (a search, a dialog) stays there.
  const screen = useRef<HTMLElement>(null);
  const hasRows = (list.data?.total ?? 0) > 0;
  useEffect(() => {
    const here = document.activeElement;
    if (hasRows && (here === null || here === document.body || here.closest('[data-pane="navigation"]')))
      screen.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus({ preventScroll: true });
  }, [hasRows]);

  return (
    <section className="inbox" ref={screen}>
      <div className="inbox-head">
        <PageTitle focus={false}>{t(`title.${route.view}`)}</PageTitle>
        <span className="muted tabular inbox-total" role="status">
          {list.data && t(filtered ? 'found' : 'total', { count: list.data.total })}
        </span>
        <StatusFilter route={route} />
        {route.view !== 'all' && <ListSearch route={route} />}
        <div className="inbox-actions">
          <FetchControl />
          <Button variant="outlined" startIcon={<FilePlus2 size={16} aria-hidden="true" />} onClick={createCase}>
            {t('newCase')}
          </Button>
        </div>
      </div>
      {route.view === 'new' && <TroublePanel />}
      {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={14} />}
      {list.data && list.data.total === 0 && <InboxEmpty route={route} filtered={filtered} createCase={createCase} />}
      {list.data && list.data.total > 0 && <CaseGrid route={route} listId={list.data.listId} total={list.data.total} />}
      {creating && <NewCaseDialog onClose={() => setCreating(false)} />}
    </section>
  );
};
