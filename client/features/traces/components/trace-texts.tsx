import { useMemo } from 'react';
import type { TraceDetail } from '../../../../shared/schemas/trace.ts';
import { count } from '../../../lib/format.ts';
import { type Block, blocksOf, marksOf } from '../../../lib/outline.ts';
import { blockId, goTo } from '../../../lib/places.ts';
import { useKeys, whileHeld } from '../../../lib/use-keys.ts';
import { KINDS } from '../words.ts';
import { Outline, type Place } from './outline.tsx';
import { TextView } from './text-view.tsx';
import { TokenRuler } from './token-ruler.tsx';

/** Thinking and answer, told apart, with their outline beside them. */
export function TraceTexts({ trace, isRaw }: { trace: TraceDetail; isRaw: boolean }) {
  const thinking = trace.thinking ?? '';
  const answer = trace.answer ?? '';
  const texts = useMemo(
    () => ({ thinking: blocksOf(thinking), answer: blocksOf(answer) }),
    [thinking, answer],
  );
  const { places, turns } = useMemo(() => placesOf(texts), [texts]);
  useKeys({ ']': whileHeld(() => step(places, 1)), '[': whileHeld(() => step(places, -1)) });
  const spansOf = (field: Field) =>
    trace.findings.flatMap((finding, n) => (finding.field === field ? [{ ...finding, n }] : []));
  const name = trace.kind === null ? 'Thinking' : KINDS[trace.kind].name;
  return (
    <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[13rem_minmax(0,1fr)]">
      <Outline places={places} turns={turns} thinkingName={name} />
      <div className="flex min-w-0 flex-col gap-6">
        <TokenRuler
          lengths={{ thinking: thinking.length, answer: answer.length }}
          tokens={trace.tokens}
          places={places}
          findings={trace.findings}
          thinkingName={name}
        />
        {thinking !== '' && (
          <section aria-labelledby="thinking">
            <h3 id="thinking" tabIndex={-1} className="text-16 leading-head font-semibold outline-none">
              {name}
              {trace.tokens !== null && (
                <span className="ml-2 text-12 font-normal text-muted tabular-nums">
                  {count(trace.tokens)} tokens
                </span>
              )}
            </h3>
            {trace.kind !== null && <p className="mt-1 text-12 text-muted">{KINDS[trace.kind].says}</p>}
            <TextView field="thinking" blocks={texts.thinking} findings={spansOf('thinking')} isRaw={isRaw} />
          </section>
        )}
        {answer !== '' && (
          <section aria-labelledby="answer" className="rounded-ui bg-sunken px-4 pt-3 pb-4 max-sm:-mx-2">
            <h3 id="answer" tabIndex={-1} className="text-16 leading-head font-semibold outline-none">
              Answer
            </h3>
            <TextView field="answer" blocks={texts.answer} findings={spansOf('answer')} isRaw={isRaw} />
          </section>
        )}
      </div>
    </div>
  );
}

type Field = 'thinking' | 'answer';

/** The places of both texts, in their order. */
function placesOf(texts: Readonly<Record<Field, readonly Block[]>>): { places: Place[]; turns: number } {
  const fields = (['thinking', 'answer'] as const).map((field) => {
    const { marks, turns } = marksOf(texts[field]);
    const places = marks.map((mark) => ({
      ...mark,
      field,
      id: blockId(field, mark.block),
      at: texts[field][mark.block]?.start ?? 0,
    }));
    return { places, turns };
  });
  return {
    places: fields.flatMap(({ places }) => places),
    turns: fields.reduce((sum, { turns }) => sum + turns, 0),
  };
}

/** Goes to the block after or before the current one that the outline names. */
function step(places: readonly Place[], by: number): void {
  const ids = [...new Set(places.map(({ id }) => id))];
  const current = document.querySelector('[data-block][data-current]')?.id ?? '';
  const at = ids.indexOf(current);
  const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : at + by];
  if (next !== undefined) goTo(next);
}
