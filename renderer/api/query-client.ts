import { QueryClient } from '@tanstack/react-query';

/**
 * The window's cache. Answers stay until core announces a change (renderer/api/invalidation.ts): no refetch on focus,
 * no staleness by time. `networkMode: 'always'`, because calls go to our own process, whatever the network does.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
