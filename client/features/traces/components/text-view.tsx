import { useEffect, useState } from 'react';
import { BlockView, type PlacedFinding } from '../../../components/block-view.tsx';
import { count } from '../../../lib/format.ts';
import { type Block, foldOf } from '../../../lib/outline.ts';
import { blockId, findingId, onGoTo } from '../../../lib/places.ts';

/** One text of a trace, block by block; a long one is folded in its middle until it is opened or gone into. */
export function TextView({
  field,
  blocks,
  findings,
  isRaw,
}: {
  field: 'thinking' | 'answer';
  blocks: readonly Block[];
  findings: readonly PlacedFinding[];
  isRaw: boolean;
}) {
  const fold = foldOf(blocks);
  const [isOpen, setOpen] = useState(false);
  const hidden = isOpen ? null : fold;
  useEffect(
    () =>
      onGoTo((id) => {
        if (fold === null) return;
        const inFold = blocks.slice(fold.from, fold.to).some((block, i) => {
          if (id === blockId(field, fold.from + i)) return true;
          return findings.some(({ n, start }) => id === findingId(n) && isWithin(block, start));
        });
        if (inFold) setOpen(true);
      }),
    [fold, blocks, field, findings],
  );
  return (
    <div lang="" data-text={field} className="mt-3 max-w-[75ch]">
      {blocks.map((block, i) => {
        if (hidden !== null && i >= hidden.from && i < hidden.to)
          return i === hidden.from ? (
            <button
              key={block.start}
              type="button"
              onClick={() => setOpen(true)}
              className="my-3 w-full rounded-ui border border-dashed border-line-strong py-2 text-13 text-muted hover:text-ink"
            >
              Show {count(hidden.lines)} more lines
            </button>
          ) : null;
        return (
          <BlockView
            key={block.start}
            id={blockId(field, i)}
            block={block}
            findings={findings.filter(
              ({ start, end }) => start < block.start + block.text.length && end > block.start,
            )}
            isRaw={isRaw}
          />
        );
      })}
      {fold !== null && isOpen && (
        <button type="button" onClick={() => setOpen(false)} className="quiet mt-2">
          Fold {count(fold.lines)} lines
        </button>
      )}
    </div>
  );
}

const isWithin = (block: Block, at: number): boolean =>
  at >= block.start && at < block.start + block.text.length;
