import { Button } from '@mui/material';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';

const Crash = () => {
  const { t } = useTranslation('shell');
  return (
    <main className="page">
      <h1 className="page-title">{t('crash.title')}</h1>
      <Notice
        tone="danger"
        actions={
          <>
            <Button variant="contained" onClick={() => window.location.reload()}>
              {t('crash.restart')}
            </Button>
            <Button
              variant="outlined"
              onClick={() => {
                window.location.hash = '#/inbox/new';
                window.location.reload();
              }}
            >
              {t('crash.toInbox')}
            </Button>
          </>
        }
      >
        <p>{t('crash.what')}</p>
        <p>{t('crash.safe')}</p>
        <p>{t('crash.todo')}</p>
      </Notice>
    </main>
  );
};

type Props = { children: ReactNode };

/** Catches what breaks while drawing. React offers this only to classes. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Crash /> : this.props.children;
  }
}
