/** How much of something is done; the words beside it say the same. */
export function ProgressBar({ done, of, label }: { done: number; of: number; label: string }) {
  const share = of === 0 ? 0 : Math.min(1, done / of);
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={of}
      aria-valuenow={Math.min(done, of)}
      className="block h-2 overflow-hidden rounded-[2px] bg-behind"
    >
      <span className="block h-full bg-kept" style={{ width: `${100 * share}%` }} />
    </span>
  );
}
