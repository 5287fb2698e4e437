import { Button } from '@mui/material';
import { MapPinOff } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { InboxScreen } from '../inbox/InboxScreen.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { hrefOf, useRoute } from './router.ts';

// The inbox is what the window opens with; all else comes when it is wanted.
const CaseScreen = lazy(async () => ({ default: (await import('../case/CaseScreen.tsx')).CaseScreen }));
const RequestScreen = lazy(async () => ({ default: (await import('../requests/RequestScreen.tsx')).RequestScreen }));
const ExportScreen = lazy(async () => ({ default: (await import('../export/ExportScreen.tsx')).ExportScreen }));
const StatisticsScreen = lazy(async () => ({
  default: (await import('../statistics/StatisticsScreen.tsx')).StatisticsScreen,
}));
const AdministrationScreen = lazy(async () => ({
  default: (await import('../administration/AdministrationScreen.tsx')).AdministrationScreen,
}));

const UnknownPlace = () => {
  const { t } = useTranslation('shell');
  return (
    <EmptyState title={t('unknownPlace.title')} text={t('unknownPlace.text')} icon={MapPinOff}>
      <Button variant="outlined" href={hrefOf({ name: 'inbox', view: 'new' })}>
        {t('unknownPlace.toInbox')}
      </Button>
    </EmptyState>
  );
};

const CurrentScreen = () => {
  const route = useRoute();
  switch (route.name) {
    case 'inbox':
      return <InboxScreen key={route.view} route={route} />;
    case 'case':
      return <CaseScreen key={route.caseId} route={route} />;
    case 'request':
      return <RequestScreen key={route.caseId} caseId={route.caseId} />;
    case 'export':
      return <ExportScreen />;
    case 'statistics':
      return <StatisticsScreen />;
    case 'administration':
      return <AdministrationScreen section={route.section} />;
    case 'unknown':
      return <UnknownPlace />;
  }
};

/** The screen of the current address. A screen that breaks leaves the frame standing. */
export const Screen = () => {
  const { name } = useRoute();
  return (
    <ErrorBoundary key={name}>
      <Suspense fallback={<Skeleton rows={12} />}>
        <CurrentScreen />
      </Suspense>
    </ErrorBoundary>
  );
};
