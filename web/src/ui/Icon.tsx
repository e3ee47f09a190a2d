/** A glyph of the sprite in index.html. Always decoration: the word stands beside it or in a label. */
export function Icon({ id, className = 'ic' }: { id: string; className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`#${id}`} />
    </svg>
  );
}
