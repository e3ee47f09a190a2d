import { useSession } from '../api/queries';
import type { Role } from '../api/types';

const order: readonly Role[] = ['viewer', 'importer', 'editor', 'admin'];

/** Each role may do what the one before it may. The server decides; this only hides verbs it would refuse. */
export function may(role: Role | null | undefined, need: Role): boolean {
  return !!role && order.indexOf(role) >= order.indexOf(need);
}

export function useCan(need: Role): boolean {
  return may(useSession().data?.role, need);
}
