import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { areaText } from '../../../../shared/area.ts';
import { count } from '../../../lib/format.ts';
import type { Label } from '../labels.ts';
import type { nearestPoint } from '../nearest.ts';
import type { Scene } from '../painter.ts';
import { onMap, type Tool, useGestures } from '../use-gestures.ts';
import { type PictureParts, useMapPicture } from '../use-map-picture.ts';
import { moved, placeAt, scaleOf, type View, WHOLE, zoomed } from '../view.ts';
import { PointCard } from './point-card.tsx';

/** How near the pointer must come to a point. Unit: pixels. */
const REACH = 9;
/** How long a view rests before the address says it. Unit: milliseconds. */
const REST_MS = 350;
const STEP = 0.12;

/** The map itself: points on a canvas, the area, names of domains, and a card of the point that is looked at. */
export function MapPicture({
  scene,
  labels,
  area,
  at,
  tool,
  nearest,
  runId,
  meant,
  onArea,
  onView,
  onOpen,
}: {
  scene: Scene;
  labels: readonly Label[];
  area: string | undefined;
  at: View;
  tool: Tool;
  nearest: ReturnType<typeof nearestPoint>;
  runId: string;
  /** Points that are meant. */
  meant: number;
  onArea: (area: string | undefined) => void;
  onView: (view: View) => void;
  onOpen: (point: number, view: View) => void;
}) {
  const helpId = useId();
  const parts: PictureParts = {
    frame: useRef<HTMLDivElement>(null),
    canvas: useRef<HTMLCanvasElement>(null),
    outline: useRef<SVGPathElement>(null),
    ring: useRef<SVGCircleElement>(null),
    names: useRef<HTMLDivElement>(null),
  };
  const steady = useRef(parts);
  const board = useRef<HTMLDivElement>(null);
  const lasso = useRef<SVGPathElement>(null);
  const [looked, setLooked] = useState<{ point: number; left: number; top: number } | null>(null);
  const [hasKeys, setKeys] = useState(false);
  const picture = useMapPicture(steady.current, scene, { at, area, labels, looked: looked?.point ?? null });
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const said = useRef(onView); // what is written a moment later is written where the address is by then
  said.current = onView;
  const rested = (): void => {
    clearTimeout(rest.current);
    rest.current = setTimeout(() => said.current(picture.view.current), REST_MS);
  };
  /** A view that is still to be written would lead away from the question. */
  const open = (point: number | null): void => {
    if (point === null) return;
    clearTimeout(rest.current);
    onOpen(point, picture.view.current);
  };
  const pointAt = (left: number, top: number, reach = REACH): number | null => {
    const [x, y] = placeAt(picture.view.current, picture.size.current, left, top);
    const within = reach / scaleOf(picture.view.current, picture.size.current);
    return nearest(x, y, within, (point) => scene.fails[point] === 0);
  };
  const look = (left: number, top: number, reach?: number): void => {
    const point = pointAt(left, top, reach);
    setLooked(point === null ? null : { point, left, top });
  };
  const turn = (view: View): void => {
    picture.view.current = view;
    picture.soon();
    rested();
    setLooked(null);
  };
  /** By keys one looks at what is nearest to the middle, wherever in its part of the picture that lies. */
  const middle = (): [left: number, top: number, reach: number] => {
    const { width, height } = picture.size.current;
    return [width / 2, height / 2, Math.min(width, height) / 3];
  };
  const gestures = useGestures(picture, board, {
    tool,
    onDraw(path) {
      lasso.current?.setAttribute('d', path === null ? '' : `M${path.join(' ')}`);
      setKeys(false);
    },
    onArea: (corners) => onArea(areaText(corners)),
    onHover: (left, top) => {
      setKeys(false);
      look(left, top);
    },
    onLeave: () => {
      if (!hasKeys) setLooked(null);
    },
    onClick: (left, top) => open(pointAt(left, top)),
    onMoved: rested,
  });
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = picture.size.current;
    const act = KEYS[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setKeys(true);
    if (act === 'select') onArea(areaText(onMap(picture, [0, 0, width, 0, width, height, 0, height])));
    else if (act === 'clear') onArea(undefined);
    else if (act === 'open') open(pointAt(...middle()));
    else {
      turn(act(picture.view.current, picture.size.current));
      look(...middle());
    }
  };
  const by = (factor: number) => turn(zoomed(picture.view.current, picture.size.current, factor));
  return (
    <div ref={parts.frame} className="relative min-h-0 flex-1 overflow-hidden bg-paper">
      <div
        ref={board}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is worked by keys, so it must be within their reach
        tabIndex={0}
        role="application"
        aria-label={`Map of ${count(scene.fails.length)} questions, ${count(meant)} of them meant`}
        aria-describedby={helpId}
        onKeyDown={press}
        onBlur={() => setKeys(false)}
        {...gestures}
        className={`absolute inset-0 size-full touch-none focus-visible:outline-2 focus-visible:-outline-offset-2 ${tool === 'lasso' ? 'cursor-crosshair' : looked === null ? 'cursor-grab' : 'cursor-pointer'}`}
      >
        <canvas ref={parts.canvas} className="absolute inset-0 size-full" />
      </div>
      <p id={helpId} className="sr-only">
        Arrow keys move, plus and minus zoom, 0 shows all, s keeps what is in sight, Escape lets go of it,
        Enter opens the question in the middle. The same numbers stand in the tables beside.
      </p>
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
      <div className="absolute right-3 bottom-3 flex flex-col gap-1">
        <ZoomButton says="Zoom in" sign="+" onPress={() => by(1.6)} />
        <ZoomButton says="Zoom out" sign="−" onPress={() => by(1 / 1.6)} />
        <ZoomButton says="Show all" sign="○" onPress={() => turn(WHOLE)} />
      </div>
      {looked !== null && (
        <PointCard runId={runId} {...looked} frame={picture.size.current} isLive={hasKeys} />
      )}
    </div>
  );
}

type Act = 'select' | 'clear' | 'open' | ((view: View, size: { width: number; height: number }) => View);

const KEYS: Readonly<Record<string, Act>> = {
  ArrowLeft: (view, size) => moved(view, size, size.width * STEP, 0),
  ArrowRight: (view, size) => moved(view, size, -size.width * STEP, 0),
  ArrowUp: (view, size) => moved(view, size, 0, size.height * STEP),
  ArrowDown: (view, size) => moved(view, size, 0, -size.height * STEP),
  '+': (view, size) => zoomed(view, size, 1.4),
  '=': (view, size) => zoomed(view, size, 1.4),
  '-': (view, size) => zoomed(view, size, 1 / 1.4),
  '0': () => WHOLE,
  s: 'select',
  Escape: 'clear',
  Enter: 'open',
};

function ZoomButton({ says, sign, onPress }: { says: string; sign: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={says}
      title={says}
      onClick={onPress}
      className="flex size-8 items-center justify-center rounded-ui border border-line bg-raised text-16 text-muted hover:border-line-strong hover:text-ink"
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
