import './trusted-types';
import './styles/layers.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/app.css';
import './styles/forms.css';
import './styles/floats.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/queryClient';
import { fetchCode } from './app/code';
import { applyTheme } from './app/settings';
import { router } from './router';
import { pathChanged } from './ui/Head';

applyTheme();
router.subscribe('onBeforeNavigate', (e) => {
  if (e.pathChanged && e.fromLocation) pathChanged();
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element named root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

const unsubscribe = router.subscribe('onResolved', () => {
  unsubscribe();
  fetchCode(router);
});
