import { type KeyboardEvent, useEffect, useId, useState } from 'react';

/** The keyboard of a list under an input (ARIA combobox): arrows choose, Enter takes, Escape closes. */
export function useTypeahead<T>(items: readonly T[], take: (item: T) => void, close: () => void) {
  const list = useId();
  const [active, setActive] = useState(0);
  useEffect(() => setActive(0), [items.length]);
  const at = Math.min(active, Math.max(0, items.length - 1));
  const optionId = (i: number) => `${list}-${i}`;

  const onKeyDown = (e: KeyboardEvent, open: boolean) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (move && items.length) {
      e.preventDefault();
      const to = (at + move + items.length) % items.length;
      setActive(to);
      document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' });
    } else if (e.key === 'Enter') {
      const item = items[at];
      if (item === undefined) return;
      e.preventDefault();
      take(item);
    } else if (e.key === 'Escape' && open) {
      e.stopPropagation();
      close();
    }
  };
  return {
    at,
    setActive,
    input: (open: boolean) =>
      ({
        role: 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': open,
        'aria-controls': open ? list : undefined,
        'aria-activedescendant': open && items.length ? optionId(at) : undefined,
        autoComplete: 'off',
        spellCheck: false,
        onKeyDown: (e: KeyboardEvent) => onKeyDown(e, open),
      }) as const,
    list: { id: list, role: 'listbox' } as const,
    option: (i: number) => ({
      id: optionId(i),
      role: 'option' as const,
      'aria-selected': i === at,
      tabIndex: -1,
      onMouseMove: () => setActive(i),
    }),
  };
}

/** What was typed, once the typing has rested. */
export function useRested<T>(value: T, ms = 150): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const t = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(t);
  }, [value, ms]);
  return rested;
}
