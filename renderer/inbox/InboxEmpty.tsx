import { Button } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { CalendarCheck, FolderUp, Inbox, Plug, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { callQuery } from '../api/queries.ts';
import { hrefOf, navigate } from '../app/router.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { InboxRoute } from './list-query.ts';

/** Why the list is empty and what will stand here: the first day, all done, or nothing that fits the filter. */
export const InboxEmpty = ({
  route,
  filtered,
  createCase,
}: {
  route: InboxRoute;
  filtered: boolean;
  createCase: () => void;
}) => {
  const { t } = useTranslation('inbox');
  const intake = useQuery(callQuery('intake', 'status', {}));
  const counts = useQuery(callQuery('cases', 'counts', {}));
  const newCase = (
    <Button variant="outlined" onClick={createCase}>
      {t('newCase')}
    </Button>
  );
  if (filtered)
    return (
      <EmptyState title={t('empty.filteredTitle')} text={t('empty.filteredText')} icon={SearchX}>
        <Button variant="outlined" onClick={() => navigate({ name: 'inbox', view: route.view }, { replace: true })}>
          {t('filter.clear')}
        </Button>
      </EmptyState>
    );
  switch (route.view) {
    case 'new':
      if (intake.data?.state === 'not-connected')
        return (
          <EmptyState title={t('empty.newConnectTitle')} text={t('empty.newConnectText')} icon={Plug}>
            <Button variant="contained" href={hrefOf({ name: 'administration', section: 'connection' })}>
              {t('empty.connect')}
            </Button>
            {newCase}
          </EmptyState>
        );
      return (counts.data?.all ?? 0) > 0 ? (
        <EmptyState title={t('empty.newDoneTitle')} text={t('empty.newDoneText')} />
      ) : (
        <EmptyState title={t('empty.newTitle')} text={t('empty.newText')}>
          {newCase}
        </EmptyState>
      );
    case 'mine':
      return (
        <EmptyState title={t('empty.mineTitle')} text={t('empty.mineText')} icon={Inbox}>
          <Button variant="outlined" href={hrefOf({ name: 'inbox', view: 'new' })}>
            {t('empty.toNew')}
          </Button>
        </EmptyState>
      );
    case 'all':
      return (
        <EmptyState title={t('empty.allTitle')} text={t('empty.allText')}>
          {newCase}
        </EmptyState>
      );
    case 'answered':
      return <EmptyState title={t('empty.answeredTitle')} text={t('empty.answeredText')} icon={FolderUp} />;
    case 'due':
      return <EmptyState title={t('empty.dueTitle')} text={t('empty.dueText')} icon={CalendarCheck} />;
  }
};
