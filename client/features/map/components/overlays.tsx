import type { RefObject } from 'react';
import type { Label } from '../labels.ts';
import type { PictureParts } from '../use-map-picture.ts';

/** What lies over the points: the area, the lasso that is being drawn, the ring, the middle, the names of domains. */
export function Overlays({
  parts,
  lasso,
  hasKeys,
  labels,
}: {
  parts: PictureParts;
  lasso: RefObject<SVGPathElement | null>;
  /** Whether it is worked by keys, which look at what is in the middle. */
  hasKeys: boolean;
  labels: readonly Label[];
}) {
  return (
    <>
      <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
        <path
          ref={parts.outline}
          fill="var(--accent)"
          fillOpacity="0.06"
          stroke="var(--accent)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
        <path ref={lasso} fill="none" stroke="var(--accent)" strokeWidth="1.5" strokeDasharray="4 3" />
        <circle
          ref={parts.ring}
          r="6"
          fill="none"
          stroke="var(--ink)"
          strokeWidth="1.5"
          visibility="hidden"
        />
      </svg>
      {hasKeys && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 left-1/2 size-5 -translate-1/2 rounded-full border border-line-strong"
        />
      )}
      <div
        ref={parts.names}
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 overflow-hidden"
      >
        {labels.map(({ name }) => (
          <span
            key={name}
            className="invisible absolute top-0 left-0 max-w-44 rounded-[3px] bg-paper/75 px-1 text-12 leading-head font-medium text-ink"
          >
            {name}
          </span>
        ))}
      </div>
    </>
  );
}
