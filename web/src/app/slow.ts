import { useEffect, useState } from 'react';

/** True once something has taken longer than `ms`: what is fast shows no placeholder at all. */
export function useSlow(busy: boolean, ms = 300): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) {
      setSlow(false);
      return;
    }
    const t = setTimeout(() => setSlow(true), ms);
    return () => clearTimeout(t);
  }, [busy, ms]);
  return busy && slow;
}
