import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { areaText } from '../../../../shared/area.ts';
import { count } from '../../../lib/format.ts';
import { KEYS } from '../keys.ts';
import type { Label } from '../labels.ts';
import type { nearestPoint } from '../nearest.ts';
import type { Scene } from '../painter.ts';
import { onMap, type Tool, useGestures } from '../use-gestures.ts';
import { type PictureParts, useMapPicture } from '../use-map-picture.ts';
import { useOpening } from '../use-opening.ts';
import { type View, WHOLE, zoomed } from '../view.ts';
import { Overlays } from './overlays.tsx';
import { PointCard } from './point-card.tsx';
import { ZoomButtons } from './zoom-buttons.tsx';

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
  const { rested, open, pointAt } = useOpening(picture, { scene, nearest, onView, onOpen });
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
  const zoomedBy = (factor: number) => zoomed(picture.view.current, picture.size.current, factor);
  return (
    <div ref={parts.frame} className="relative min-h-0 flex-1 overflow-hidden bg-paper">
      <div
        ref={board}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is worked by keys, so it must be within their reach
        tabIndex={0}
        role="application"
        aria-label={`Map of ${count(scene.fails.length)} questions, ${count(meant)} of them chosen`}
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
      <Overlays parts={parts} lasso={lasso} hasKeys={hasKeys} labels={labels} />
      <ZoomButtons onZoom={(factor) => turn(factor === null ? WHOLE : zoomedBy(factor))} />
      {looked !== null && (
        <PointCard runId={runId} {...looked} frame={picture.size.current} isLive={hasKeys} />
      )}
    </div>
  );
}
