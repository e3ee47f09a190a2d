import { useSyncExternalStore } from 'react';

/** What a person chose for this browser: the theme, and whether single keys act. Kept in local storage. */
export type Theme = 'system' | 'light' | 'dark';
export type Settings = { theme: Theme; keys: boolean };

const name = 'linchpin.settings';
const listeners = new Set<() => void>();
let current = read();

function read(): Settings {
  try {
    const v = JSON.parse(localStorage.getItem(name) ?? '{}') as Partial<Settings>;
    return {
      theme: v.theme === 'light' || v.theme === 'dark' ? v.theme : 'system',
      keys: v.keys !== false,
    };
  } catch {
    return { theme: 'system', keys: true }; // storage may be forbidden
  }
}

/** Puts the chosen theme on the page; without one the system decides. */
export function applyTheme() {
  if (current.theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.setAttribute('data-theme', current.theme);
}

export function change(next: Partial<Settings>) {
  current = { ...current, ...next };
  try {
    localStorage.setItem(name, JSON.stringify(current));
  } catch {
    // the choice holds until the page is closed
  }
  applyTheme();
  for (const l of listeners) l();
}

export function settings(): Settings {
  return current;
}

export function useSettings(): Settings {
  return useSyncExternalStore(
    (l) => {
      listeners.add(l);
      return () => void listeners.delete(l);
    },
    () => current,
  );
}
