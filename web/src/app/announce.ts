import { useSyncExternalStore } from 'react';

/** Two small stores outside React: what the live region says, and the toast after a write that worked. */
function store<T>(first: T) {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: T) {
      value = next;
      for (const l of listeners) l();
    },
    subscribe(l: () => void) {
      listeners.add(l);
      return () => void listeners.delete(l);
    },
  };
}

export type Said = { text: string; at: number; undo?: () => Promise<void> };

const said = store<Said>({ text: '', at: 0 });
const toast = store<Said | null>(null);
let times = 0;

/** Says a sentence to screen readers; the same sentence twice is said twice. */
export function announce(text: string) {
  if (text === said.get().text) return;
  said.set({ text, at: ++times });
}

/** A message after a write that worked, with the way back where there is one. */
export function notify(text: string, undo?: () => Promise<void>) {
  toast.set({ text, at: ++times, undo });
}

export function dismissToast() {
  toast.set(null);
}

export const useSaid = () => useSyncExternalStore(said.subscribe, said.get);
export const useToast = () => useSyncExternalStore(toast.subscribe, toast.get);
