import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef } from 'react';
import { simplified } from './lasso.ts';
import type { useMapPicture } from './use-map-picture.ts';
import { moved, placeAt, zoomed } from './view.ts';

type Picture = ReturnType<typeof useMapPicture>;

/** What a drag with one finger or the mouse does. */
export type Tool = 'move' | 'lasso';

/** A pointer that moved less is a click. Unit: pixels. */
const STILL = 4;
/** Corners of a lasso lie at least so far apart. Unit: pixels. */
const CORNER = 3;

interface Heard {
  tool: Tool;
  /** The lasso as it is being drawn, pixels of the picture; null when it is not. */
  onDraw: (path: readonly number[] | null) => void;
  /** Corners of an area on the map. */
  onArea: (corners: number[]) => void;
  onHover: (left: number, top: number) => void;
  onLeave: () => void;
  onClick: (left: number, top: number) => void;
  onMoved: () => void;
}

/** Pointer and wheel over a picture: moving, zooming with wheel or two fingers, drawing a lasso. */
export function useGestures(picture: Picture, board: RefObject<HTMLDivElement | null>, heard: Heard) {
  const fingers = useRef(new Map<number, [left: number, top: number]>());
  const drag = useRef<{ from: [number, number]; isMoved: boolean; path: number[] | null } | null>(null);
  const now = useRef(heard);
  useEffect(() => {
    now.current = heard;
  });

  useEffect(() => {
    const box = board.current;
    if (box === null) return;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      const [left, top] = placeIn(box, event);
      const pixels = event.deltaMode === 1 ? event.deltaY * 24 : event.deltaY;
      const { view, size } = picture;
      view.current = zoomed(
        view.current,
        size.current,
        Math.exp(-Math.max(-200, Math.min(200, pixels)) / 320),
        left,
        top,
      );
      picture.soon();
      now.current.onMoved();
    };
    box.addEventListener('wheel', wheel, { passive: false });
    return () => box.removeEventListener('wheel', wheel);
  }, [picture, board]);

  const draw = (place: [number, number], path: number[]): void => {
    const [x = 0, y = 0] = path.slice(-2);
    if (Math.hypot(place[0] - x, place[1] - y) < CORNER) return;
    path.push(...place);
    heard.onDraw(path);
  };

  const pinch = (id: number, place: [number, number]): void => {
    const [other] = [...fingers.current].filter(([finger]) => finger !== id).map(([, at]) => at);
    const before = fingers.current.get(id);
    if (other === undefined || before === undefined) return;
    const { view, size } = picture;
    const [was, is] = [before, place].map(([x, y]) => Math.hypot(x - other[0], y - other[1])) as [
      number,
      number,
    ];
    const middle = [(place[0] + other[0]) / 2, (place[1] + other[1]) / 2] as const;
    view.current = moved(
      zoomed(view.current, size.current, was === 0 ? 1 : is / was, ...middle),
      size.current,
      (place[0] - before[0]) / 2,
      (place[1] - before[1]) / 2,
    );
    picture.soon();
    heard.onMoved();
  };

  const drop = (event: ReactPointerEvent<HTMLDivElement>): void => {
    fingers.current.delete(event.pointerId);
    const ended = drag.current;
    drag.current = null;
    heard.onDraw(null);
    if (ended === null || event.type === 'pointercancel') return;
    if (!ended.isMoved) heard.onClick(...placeIn(event.currentTarget, event));
    else if (ended.path !== null && ended.path.length >= 6)
      heard.onArea(onMap(picture, simplified(ended.path, 1)));
  };

  return {
    onPointerDown(event: ReactPointerEvent<HTMLDivElement>): void {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const place = placeIn(event.currentTarget, event);
      fingers.current.set(event.pointerId, place);
      const isLasso = (heard.tool === 'lasso') !== event.shiftKey;
      if (fingers.current.size > 1) heard.onDraw(null);
      drag.current =
        fingers.current.size > 1 ? null : { from: place, isMoved: false, path: isLasso ? [...place] : null };
    },
    onPointerMove(event: ReactPointerEvent<HTMLDivElement>): void {
      const place = placeIn(event.currentTarget, event);
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) {
        heard.onHover(...place);
        return;
      }
      if (fingers.current.size > 1) pinch(event.pointerId, place);
      const dragged = drag.current;
      if (dragged !== null) {
        dragged.isMoved ||= Math.hypot(place[0] - dragged.from[0], place[1] - dragged.from[1]) > STILL;
        if (dragged.path !== null) draw(place, dragged.path);
        else if (dragged.isMoved) {
          const { view, size } = picture;
          view.current = moved(view.current, size.current, place[0] - before[0], place[1] - before[1]);
          picture.soon();
          heard.onMoved();
        }
      }
      fingers.current.set(event.pointerId, place);
    },
    onPointerUp: drop,
    onPointerCancel: drop,
    onPointerLeave: (): void => heard.onLeave(),
  };
}

function placeIn(box: Element, { clientX, clientY }: { clientX: number; clientY: number }): [number, number] {
  const { left, top } = box.getBoundingClientRect();
  return [clientX - left, clientY - top];
}

/** Corners in pixels of the picture as corners on the map. */
export function onMap({ view, size }: Picture, path: readonly number[]): number[] {
  const corners: number[] = [];
  for (let at = 0; at + 1 < path.length; at += 2)
    corners.push(...placeAt(view.current, size.current, path[at] ?? 0, path[at + 1] ?? 0));
  return corners;
}
