import { QueryCache, QueryClient } from '@tanstack/react-query';
import { whenBack } from '../app/away';
import { problemOf } from './problem';

/** Answers are kept for a few seconds; a refusal is asked once, a server that cannot be reached a second time. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      // A session that has ended: ask who is signed in, and the shell shows how to sign in.
      if (problemOf(error).status === 401 && query.queryKey[0] !== 'session')
        void queryClient.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (times, error) => {
        const { status } = problemOf(error);
        return times < 1 && (status === 0 || status === 503);
      },
      retryDelay: 1_000,
    },
  },
});

// What was asked meanwhile, and what may have changed, is asked anew.
whenBack(() => void queryClient.invalidateQueries());
