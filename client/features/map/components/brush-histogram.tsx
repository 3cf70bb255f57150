import { Slider } from 'radix-ui';
import { type PointerEvent, useRef } from 'react';
import { count } from '../../../lib/format.ts';
import type { Bins } from '../bins.ts';

type Chosen = readonly [from: number, to: number];

/** One column a bin, all questions in grey behind those that are meant. Drag over it, or move the two thumbs below, to choose a range. */
export function BrushHistogram({
  name,
  bins,
  sayEdge,
  onShow,
  onChoose,
}: {
  /** What is measured: `length`. */
  name: string;
  bins: Bins;
  /** An edge in words. */
  sayEdge: (edge: number) => string;
  /** Shows a choice while it is being made. */
  onShow: (chosen: Chosen | null) => void;
  onChoose: (chosen: Chosen | null) => void;
}) {
  const { edges, all, meant, chosen } = bins;
  const box = useRef<HTMLDivElement>(null);
  const start = useRef<number | null>(null);
  const last = all.length - 1;
  const [from, to] = chosen ?? [0, last];
  const tallest = Math.max(1, ...all);
  const height = (n: number) => ({ height: `${(100 * Math.sqrt(n)) / Math.sqrt(tallest)}%` });
  const whole = ([a, b]: Chosen): Chosen | null => (a === 0 && b === last ? null : [a, b]);
  const binAt = ({ clientX }: PointerEvent): number => {
    const { left = 0, width = 1 } = box.current?.getBoundingClientRect() ?? {};
    return Math.min(last, Math.max(0, Math.floor(((clientX - left) / width) * all.length)));
  };
  const between = (bin: number): Chosen => {
    const first = start.current ?? bin;
    return [Math.min(first, bin), Math.max(first, bin)];
  };
  const every = Math.max(1, Math.ceil(all.length / 5));
  return (
    <div>
      <div
        ref={box}
        aria-hidden="true"
        className="flex h-20 cursor-ew-resize touch-pan-y items-end gap-px"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          start.current = binAt(event);
          onShow(between(start.current));
        }}
        onPointerMove={(event) => {
          if (start.current !== null) onShow(whole(between(binAt(event))));
        }}
        onPointerUp={(event) => {
          if (start.current === null) return;
          const made = between(binAt(event));
          start.current = null;
          const isSame =
            chosen !== null && made[0] === made[1] && chosen[0] === made[0] && chosen[1] === made[1];
          onChoose(isSame ? null : whole(made));
        }}
        onPointerCancel={() => {
          start.current = null;
        }}
      >
        {all.map((n, i) => (
          <div
            key={edges[i]}
            className={`relative h-full flex-1 ${i >= from && i <= to ? '' : 'opacity-45'}`}
            title={`${sayEdge(edges[i] ?? 0)} to ${sayEdge(edges[i + 1] ?? 0)}: ${count(meant[i] ?? 0)} of ${count(n)}`}
          >
            <div className="absolute inset-x-0 bottom-0 bg-behind" style={height(n)} />
            <div className="absolute inset-x-0 bottom-0 bg-kept" style={height(meant[i] ?? 0)} />
          </div>
        ))}
      </div>
      <Slider.Root
        min={0}
        max={last}
        step={1}
        value={[from, to]}
        onValueChange={([a = 0, b = last]) => onShow([a, b])}
        onValueCommit={([a = 0, b = last]) => onChoose(whole([a, b]))}
        className="relative mt-1 flex h-4 touch-none items-center"
      >
        <Slider.Track className="relative h-1 flex-1 rounded-[2px] bg-behind">
          <Slider.Range className="absolute h-full rounded-[2px] bg-accent" />
        </Slider.Track>
        {(['Least', 'Greatest'] as const).map((side, i) => (
          <Slider.Thumb
            key={side}
            aria-label={`${side} ${name}`}
            aria-valuetext={sayEdge(edges[i === 0 ? from : to + 1] ?? 0)}
            className="block size-3.5 rounded-full border border-line-strong bg-raised hover:border-ink"
          />
        ))}
      </Slider.Root>
      <div aria-hidden="true" className="flex gap-px text-12 text-muted">
        {all.map((_, i) => (
          <span key={edges[i]} className="relative h-5 flex-1">
            {i % every === 0 && (
              <span className="absolute top-0 left-0 whitespace-nowrap">{sayEdge(edges[i] ?? 0)}</span>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}
