import { type ReactNode, useEffect, useRef, useState } from 'react';

type Props = { name: string; children: (close: () => void) => ReactNode };

/** A button in whose place something opens. Once that is done, or at Escape, the button is back with the focus. */
export function Opener({ name, children }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useEffect(() => {
    if (was.current && !open) button.current?.focus();
    was.current = open;
  }, [open]);
  if (!open) {
    return (
      <button type="button" className="chip" ref={button} onClick={() => setOpen(true)}>
        {name}
      </button>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is in it has the keyboard
    <span
      className="pick-wide row"
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return;
        e.stopPropagation();
        setOpen(false);
      }}
    >
      {children(() => setOpen(false))}
    </span>
  );
}
