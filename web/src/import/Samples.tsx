/** The first values of a column, as they stand in the file. */
export function Samples({ of }: { of: readonly string[] | undefined }) {
  return of?.slice(0, 3).map((s, n) => (
    <span key={s}>
      {n > 0 && <span className="muted">, </span>}
      <span className="mono">{s.length > 40 ? `${s.slice(0, 40)}…` : s}</span>
    </span>
  ));
}
