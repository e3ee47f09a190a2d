import { useId } from 'react';

type Props = { exposed: number; unknown: number; safe: number };

/** One mark a component up to 30, a continuous bar above. Solid, hatched, empty: never by colour alone. */
export function StackBar({ exposed, unknown, safe }: Props) {
  const hatch = useId();
  const total = exposed + unknown + safe;
  const width = 420;
  const unit = total <= 30 ? Math.min(30, width / Math.max(1, total)) : width / total;
  const parts = [
    { n: exposed, className: 'f-exposed' },
    { n: unknown, className: 'f-unknown', fill: `url(#${hatch})` },
    { n: safe, className: 'f-safe' },
  ];
  let x = 0;
  const marks = parts.flatMap((p) => {
    const one = total <= 30 ? Array.from({ length: p.n }, () => 1) : p.n ? [p.n] : [];
    return one.map((n) => {
      const at = x;
      x += n * unit;
      return {
        at,
        width: Math.max(2, n * unit - (total <= 30 ? 3 : 1)),
        className: p.className,
        fill: p.fill,
      };
    });
  });
  return (
    <svg
      className="stackbar"
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="xMinYMid meet"
      role="img"
      aria-label={`${exposed} exposed, ${unknown} unknown, ${safe} safe`}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--unknown-bg)" />
          <rect width="2" height="5" fill="var(--unknown-fill)" />
        </pattern>
      </defs>
      {marks.map((m) => (
        <rect
          key={m.at}
          x={m.at + 0.5}
          y={0.5}
          width={m.width}
          height={11}
          className={m.className}
          style={m.fill ? { fill: m.fill } : undefined}
        />
      ))}
    </svg>
  );
}
