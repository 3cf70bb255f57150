import { memo, useEffect, useRef, useState } from 'react';
import type { TraceFinding } from '../../shared/schemas/trace.ts';
import type { Block } from '../lib/outline.ts';
import { findingId } from '../lib/places.ts';
import { PlainText } from './plain-text.tsx';
import { QuestionText } from './question-text.tsx';

/** A finding with its number in the trace. */
export type PlacedFinding = Pick<TraceFinding, 'start' | 'end' | 'says' | 'defect'> & { n: number };

/**
 * One block of a text. Formulas are drawn when it comes near the part in sight: a trace of 30,000 tokens holds
 * thousands of them.
 */
export const BlockView = memo(function BlockView({
  id,
  block,
  findings,
  isRaw,
}: {
  id: string;
  block: Block;
  findings: readonly PlacedFinding[];
  isRaw: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const isPlain = isRaw || !isNear;
  return (
    <div
      ref={place}
      id={id}
      data-block
      data-start={block.start}
      tabIndex={-1}
      className="scroll-mt-4 rounded-[3px] py-1.5 outline-none data-current:bg-accent-soft"
    >
      {block.heading !== null && !isRaw && findings.length === 0 ? (
        <p className="pt-2 font-semibold">
          <PlainText text={block.heading} />
        </p>
      ) : (
        partsOf(block, findings).map(({ at, text, finding }) =>
          finding === null ? (
            <Text key={at} text={text} isRaw={isRaw} isPlain={isPlain} />
          ) : (
            <mark
              key={at}
              id={finding.start >= block.start ? findingId(finding.n) : undefined}
              data-finding={finding.n}
              tabIndex={-1}
              title={finding.says || finding.defect}
              className="scroll-mt-8 outline-none data-current:outline-2 data-current:outline-accent"
            >
              <Text text={text} isRaw={isRaw} isPlain={isPlain} />
            </mark>
          ),
        )
      )}
    </div>
  );
});

/** Text that is far away stands as it was written: that is quick, and as good for finding it. */
function Text({ text, isRaw, isPlain }: { text: string; isRaw: boolean; isPlain: boolean }) {
  if (isPlain && !isRaw)
    return (
      <span className="break-words whitespace-pre-wrap">
        <PlainText text={text} />
      </span>
    );
  return <QuestionText text={text} raw={isRaw} />;
}

/** The text of a block, cut where findings begin and end; of findings that overlap the first one counts. */
function partsOf(
  block: Block,
  findings: readonly PlacedFinding[],
): { at: number; text: string; finding: PlacedFinding | null }[] {
  const parts: { at: number; text: string; finding: PlacedFinding | null }[] = [];
  let at = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, finding.start - block.start);
    const to = Math.min(block.text.length, finding.end - block.start);
    if (to <= from) continue;
    if (from > at) parts.push({ at, text: block.text.slice(at, from), finding: null });
    parts.push({ at: from, text: block.text.slice(from, to), finding });
    at = to;
  }
  if (at < block.text.length) parts.push({ at, text: block.text.slice(at), finding: null });
  return parts;
}

/** Whether an element is or was within a screen of what is in sight. */
function useNear(place: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (isNear || place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { root: place.current.closest('[data-body], main'), rootMargin: '600px 0px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isNear, place]);
  return isNear;
}
