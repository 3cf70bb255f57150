import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { areaOf } from '../../../shared/area.ts';
import type { Label } from './labels.ts';
import { painter, type Scene } from './painter.ts';
import { type Size, shownAt, type View } from './view.ts';

/** The parts of a picture, which are moved without a look at the rest of the page. */
export interface PictureParts {
  frame: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  /** The outline of the area. */
  outline: RefObject<SVGPathElement | null>;
  /** The ring round the point that is looked at. */
  ring: RefObject<SVGCircleElement | null>;
  names: RefObject<HTMLDivElement | null>;
}

/** Least room between two names. Unit: pixels. */
const ROOM = 4;

/**
 * Paints a scene with its area, its names and the point that is looked at, at most once a frame.
 * @returns the view as it is now, and how to paint it anew after it was moved
 */
export function useMapPicture(
  parts: PictureParts,
  scene: Scene,
  {
    at,
    area,
    labels,
    looked,
  }: { at: View; area: string | undefined; labels: readonly Label[]; looked: number | null },
) {
  const view = useRef(at);
  const size = useRef<Size>({ width: 1, height: 1 });
  const now = useRef({ scene, area, labels, looked });
  const frame = useRef(0);
  const paintWith = useRef<ReturnType<typeof painter> | null>(null);

  const handle = useMemo(() => {
    const paint = (): void => {
      frame.current = 0;
      const canvas = parts.canvas.current;
      if (canvas === null) return;
      paintWith.current ??= painter(canvas);
      paintWith.current(now.current.scene, view.current, size.current, devicePixelRatio);
      placeOutline(parts, now.current.area, view.current, size.current);
      placeRing(parts, now.current.scene, now.current.looked, view.current, size.current);
      placeNames(parts, now.current.labels, view.current, size.current);
    };
    return {
      view,
      size,
      /** Has it painted in the next frame. */
      soon: (): void => {
        if (frame.current === 0) frame.current = requestAnimationFrame(paint);
      },
    };
  }, [parts]);

  useLayoutEffect(() => {
    now.current = { scene, area, labels, looked };
    handle.soon();
  }, [handle, scene, area, labels, looked]);

  useEffect(() => {
    const box = parts.frame.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      size.current = { width: box.clientWidth, height: box.clientHeight };
      handle.soon();
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
      paintWith.current = null;
    };
  }, [parts, handle]);
  return handle;
}

function placeOutline({ outline }: PictureParts, text: string | undefined, view: View, size: Size): void {
  const area = text === undefined ? null : areaOf(text);
  const corners: string[] = [];
  for (let at = 0; area !== null && at < area.length; at += 2)
    corners.push(shownAt(view, size, area[at] ?? 0, area[at + 1] ?? 0).join(' '));
  outline.current?.setAttribute('d', corners.length === 0 ? '' : `M${corners.join('L')}Z`);
}

function placeRing(
  { ring }: PictureParts,
  { points }: Scene,
  looked: number | null,
  view: View,
  size: Size,
): void {
  ring.current?.setAttribute('visibility', looked === null ? 'hidden' : 'visible');
  if (looked === null) return;
  const [left, top] = shownAt(view, size, points[2 * looked] ?? 0, points[2 * looked + 1] ?? 0);
  ring.current?.setAttribute('cx', String(left));
  ring.current?.setAttribute('cy', String(top));
}

/** Shows names at their places, the largest first; one that would lie over another is left out. */
function placeNames({ names }: PictureParts, labels: readonly Label[], view: View, size: Size): void {
  const taken: [left: number, top: number, right: number, bottom: number][] = [];
  labels.forEach(({ x, y }, i) => {
    const name = names.current?.children[i];
    if (!(name instanceof HTMLElement)) return;
    const { offsetWidth, offsetHeight } = name;
    const [middle, centre] = shownAt(view, size, x, y);
    const [left, top] = [middle - offsetWidth / 2, centre - offsetHeight / 2];
    const box = [left - ROOM, top - ROOM, left + offsetWidth + ROOM, top + offsetHeight + ROOM] as const;
    const isFree =
      box[0] >= 0 &&
      box[1] >= 0 &&
      box[2] <= size.width &&
      box[3] <= size.height &&
      taken.every(
        (other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1],
      );
    if (isFree) taken.push([...box]);
    name.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    name.style.visibility = isFree ? 'visible' : 'hidden';
  });
}
