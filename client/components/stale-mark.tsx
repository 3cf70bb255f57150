/** Says that a judgement belongs to a text that is there no more. */
export function StaleMark() {
  return (
    <span
      className="rounded-ui border border-dashed border-line-strong px-1 text-12 whitespace-nowrap text-muted"
      title="The text has changed since: this counts for nothing now, and stays on record."
    >
      stale
    </span>
  );
}
