/** A mark of one shape and one colour; screen readers pass it over, since its meaning stands beside it in words. */
export function ShapeMark({ shape, colour }: { shape: string; colour: string }) {
  return (
    <svg
      width="12"
      height="12"
      viewBox="0 0 12 12"
      aria-hidden="true"
      className="shrink-0"
      style={{ color: colour }}
    >
      <path d={shape} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
