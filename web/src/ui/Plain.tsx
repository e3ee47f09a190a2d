import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type To = {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, string | number | boolean | undefined>;
};
type Props = To & {
  current?: 'page' | 'step' | 'true';
  /** The search is added to that of this screen, and replaces its entry of the history. */
  keep?: boolean;
  label?: string;
  children: ReactNode;
};

/** A link whose aria-current is ours to say: tabs and counts differ in their search alone, which Link cannot tell. */
export function Plain({ to, params, search, current, keep, label, children }: Props) {
  const router = useRouter();
  const target = {
    to,
    params: params ?? {},
    search: keep ? (old: object) => ({ ...old, ...search }) : (search ?? {}),
    replace: keep,
    resetScroll: false,
  } as never;
  return (
    <a
      href={router.buildLocation(target).href}
      aria-current={current}
      aria-label={label}
      onClick={(e) => {
        if (e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
        e.preventDefault();
        void router.navigate(target);
      }}
    >
      {children}
    </a>
  );
}
