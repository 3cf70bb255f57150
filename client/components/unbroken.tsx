/** A sentence in which no id of a run is broken at its hyphen. */
export function Unbroken({ text }: { text: string }) {
  return text.split(/(\brun-[\w-]+)/).map((part, i) =>
    i % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one sentence never move
      <span key={i} className="whitespace-nowrap">
        {part}
      </span>
    ),
  );
}
