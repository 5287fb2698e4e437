import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { subscribeToAnnouncements } from '../api/invalidation.ts';
import { createQueryClient } from '../api/query-client.ts';
import '../ui/base.css';
import { createDeskTheme } from '../ui/theme.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Entry } from './entry/Entry.tsx';
import { rememberedLanguage, startTexts } from './i18n.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content;
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root element');

startTexts(rememberedLanguage());
const client = createQueryClient();
subscribeToAnnouncements(client);

createRoot(root).render(
  <StrictMode>
    <CacheProvider value={createCache({ key: 'desk', ...(nonce ? { nonce } : {}) })}>
      <ThemeProvider theme={createDeskTheme()} defaultMode="system">
        <QueryClientProvider client={client}>
          <ErrorBoundary>
            <Entry />
          </ErrorBoundary>
        </QueryClientProvider>
      </ThemeProvider>
    </CacheProvider>
  </StrictMode>,
);
