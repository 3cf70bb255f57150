/** A hash: its first digits to read, all of it to copy, to hover over, and on paper. */
export function Hash({ hex }: { hex: string }) {
  return (
    <span className="font-mono text-12" title={hex}>
      <span className="print:hidden">
        {hex.slice(0, 12)}
        <span className="text-faint" aria-hidden="true">
          …
        </span>
      </span>
      <span className="hidden break-all print:inline">{hex}</span>
    </span>
  );
}
