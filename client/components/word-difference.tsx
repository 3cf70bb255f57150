import { useMemo } from 'react';
import { type Stretch, wordDiff } from '../lib/word-diff.ts';
import { PlainText } from './plain-text.tsx';

/** What is shown of a stretch that stayed, before and after what changed. Unit: characters. */
const AROUND = 90;

/** Two texts as one: what is gone struck through, what is new marked, what stayed shortened. */
export function WordDifference({ before, after }: { before: string; after: string }) {
  const stretches = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <p className="text-13 break-words whitespace-pre-wrap">
      {stretches.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the stretches of two texts never move
        <Piece key={i} stretch={one} isFirst={i === 0} isLast={i === stretches.length - 1} />
      ))}
    </p>
  );
}

function Piece({
  stretch: { kind, text },
  isFirst,
  isLast,
}: {
  stretch: Stretch;
  isFirst: boolean;
  isLast: boolean;
}) {
  if (kind === 'gone')
    return (
      <del className="text-warn">
        <PlainText text={text} />
      </del>
    );
  if (kind === 'new')
    return (
      <ins className="rounded-[2px] bg-marked no-underline">
        <PlainText text={text} />
      </ins>
    );
  return <PlainText text={shortened(text, isFirst, isLast)} />;
}

/** The beginning of the first stretch and the end of the last one say nothing of what changed. */
function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  const head = isFirst ? 0 : AROUND;
  const tail = isLast ? 0 : AROUND;
  if (text.length <= head + tail + 1) return text;
  return `${text.slice(0, head)}…${tail === 0 ? '' : text.slice(-tail)}`;
}
