import type { TraceFinding } from '../../../../shared/schemas/trace.ts';
import { count } from '../../../lib/format.ts';
import { findingId, goTo } from '../../../lib/places.ts';
import type { Place } from './outline.tsx';

const HUES = {
  heading: 'var(--ink)',
  step: 'var(--line-strong)',
  turn: 'var(--warn)',
  final: 'var(--kept)',
} as const;

/**
 * Both texts as one line, as long as they are: thinking, then answer, with a tick for every place of the outline
 * and a band for every finding. The same ways lead there by the outline and the findings, so it is a picture.
 */
export function TokenRuler({
  lengths,
  tokens,
  places,
  findings,
  thinkingName,
}: {
  /** Unit: characters. */
  lengths: { thinking: number; answer: number };
  /** Of the thinking. */
  tokens: number | null;
  places: readonly Place[];
  findings: readonly TraceFinding[];
  thinkingName: string;
}) {
  const whole = lengths.thinking + lengths.answer;
  if (whole === 0) return null;
  const placeOf = (field: 'thinking' | 'answer', at: number): number =>
    (100 * ((field === 'answer' ? lengths.thinking : 0) + at)) / whole;
  const thinkingShare = (100 * lengths.thinking) / whole;
  const says = `${thinkingName} ${Math.round(thinkingShare)} % of the text, answer ${Math.round(100 - thinkingShare)} %`;
  const go = (share: number): void => {
    const near = places.reduce<{ id: string; off: number } | null>((best, place) => {
      const off = Math.abs(placeOf(place.field, place.at) - share);
      return best === null || off < best.off ? { id: place.id, off } : best;
    }, null);
    if (near !== null) goTo(near.id);
  };
  return (
    <div>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the outline offers the same places to the keyboard */}
      <div
        role="img"
        aria-label={says}
        title={says}
        className="relative h-5 cursor-pointer overflow-hidden rounded-[3px]"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          go((100 * (event.clientX - box.left)) / box.width);
        }}
      >
        <span className="absolute inset-y-0 left-0 bg-behind" style={{ width: `${thinkingShare}%` }} />
        <span className="absolute inset-y-0 right-0 bg-kept-soft" style={{ left: `${thinkingShare}%` }} />
        {findings.map((finding, i) => (
          <span
            key={findingId(i)}
            className="absolute inset-y-0 min-w-1 bg-marked"
            style={{
              left: `${placeOf(finding.field, finding.start)}%`,
              width: `${(100 * (finding.end - finding.start)) / whole}%`,
            }}
          />
        ))}
        {places.map((place) => (
          <span
            key={`${place.id} ${place.kind}`}
            className="absolute bottom-0 w-px opacity-70"
            style={{
              left: `${placeOf(place.field, place.at)}%`,
              height: place.kind === 'step' ? '40%' : '70%',
              background: HUES[place.kind],
            }}
          />
        ))}
      </div>
      <p className="mt-1 flex justify-between text-12 text-muted tabular-nums">
        <span>0</span>
        {tokens !== null && lengths.answer < whole && (
          <span>
            {thinkingName} {count(tokens)} tokens
            {lengths.answer > 0 &&
              `, with the answer about ${count(Math.round((tokens * whole) / lengths.thinking))}`}
          </span>
        )}
      </p>
    </div>
  );
}
