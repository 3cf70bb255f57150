import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { WinnowError } from '../../shared/error.ts';
import { followChanges } from '../lib/live.ts';
import { router } from './router.tsx';
import './styles.css';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false, // changes are told by the server
      retry: (failures, error) => failures < 2 && (!(error instanceof WinnowError) || error.code === 'busy'),
    },
  },
});

function Workbench() {
  useEffect(() => followChanges(client), []);
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root');
createRoot(root).render(
  <StrictMode>
    <Workbench />
  </StrictMode>,
);
