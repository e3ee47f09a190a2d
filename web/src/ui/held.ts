import { useRef, useState } from 'react';

/**
 * A select whose choice does something at once. By keyboard a closed select changes with each arrow and letter, on the way
 * to the option that is meant: what it passes is shown and held, and chosen on Enter or when the select is left.
 */
export function useHeld(value: string, onChoose: (value: string) => void) {
  const [held, setHeld] = useState<string>();
  const keys = useRef(false);
  const settle = () => {
    keys.current = false;
    if (held === undefined) return;
    setHeld(undefined);
    if (held !== value) onChoose(held);
  };
  return {
    value: held ?? value,
    onChange: (e: { target: { value: string } }) =>
      keys.current ? setHeld(e.target.value) : onChoose(e.target.value),
    onKeyDown: (e: { key: string }) => {
      if (e.key === 'Enter') settle();
      else keys.current = true;
    },
    onPointerDown: () => {
      keys.current = false;
    },
    onBlur: settle,
  };
}
