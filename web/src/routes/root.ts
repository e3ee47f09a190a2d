import { createRootRoute } from '@tanstack/react-router';
import { Shell } from '../app/Shell';
import { ErrorScreen, NotFound } from '../ui/ErrorScreen';

export const root = createRootRoute({
  component: Shell,
  errorComponent: ErrorScreen,
  notFoundComponent: NotFound,
});

export const getParentRoute = () => root;
