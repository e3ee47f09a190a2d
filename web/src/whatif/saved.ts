import { useSyncExternalStore } from 'react';
import type { Written } from './scenario';

/** Scenarios a person named, kept in this browser: nothing of them is in the graph. */
export type Saved = { name: string; at: string; scenario: Written };

const key = 'linchpin.scenarios';
const most = 50;
const listeners = new Set<() => void>();
let current: readonly Saved[] = read();

function read(): Saved[] {
  try {
    const all: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(all) ? all.filter((s: Saved) => typeof s?.name === 'string' && !!s.scenario) : [];
  } catch {
    return []; // storage may be forbidden
  }
}

function put(next: readonly Saved[]) {
  current = next.slice(0, most);
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch {
    // they are kept until the page is closed
  }
  for (const l of listeners) l();
}

export function save(name: string, scenario: Written) {
  put([{ name, at: new Date().toISOString(), scenario }, ...current.filter((s) => s.name !== name)]);
}

export function forget(name: string) {
  put(current.filter((s) => s.name !== name));
}

export function useSaved(): readonly Saved[] {
  return useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => void listeners.delete(l);
    },
    () => current,
  );
}
