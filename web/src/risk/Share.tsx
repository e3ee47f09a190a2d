import { percent } from '../format/text';

/** A part of a whole as a bar with its figure beside it. */
export function Share({ of, text }: { of: number; text?: string }) {
  const width = Math.max(0, Math.min(1, of)) * 80;
  return (
    <span className="share">
      <svg viewBox="0 0 80 10" aria-hidden="true" preserveAspectRatio="none">
        <rect width="80" height="10" className="f-rest" />
        <rect width={width} height="10" className="f-bar" />
      </svg>
      <span>{text ?? percent(Math.round(of * 1000) / 10)}</span>
    </span>
  );
}
