import { useRef } from 'react';
import type { nearestPoint } from './nearest.ts';
import type { Scene } from './painter.ts';
import type { useMapPicture } from './use-map-picture.ts';
import { placeAt, scaleOf, type View } from './view.ts';

/** How near the pointer must come to a point. Unit: pixels. */
const REACH = 9;
/** How long a view rests before the address says it. Unit: milliseconds. */
const REST_MS = 350;

/** Which point lies where, opening one, and saying the view once it rests. */
export function useOpening(
  picture: ReturnType<typeof useMapPicture>,
  {
    scene,
    nearest,
    onView,
    onOpen,
  }: {
    scene: Scene;
    nearest: ReturnType<typeof nearestPoint>;
    onView: (view: View) => void;
    onOpen: (point: number, view: View) => void;
  },
) {
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const said = useRef(onView); // what is written a moment later is written where the address is by then
  said.current = onView;
  return {
    rested(): void {
      clearTimeout(rest.current);
      rest.current = setTimeout(() => said.current(picture.view.current), REST_MS);
    },
    /** A view that is still to be written would lead away from the question. */
    open(point: number | null): void {
      if (point === null) return;
      clearTimeout(rest.current);
      onOpen(point, picture.view.current);
    },
    /** The point that is meant and lies nearest, within a reach in pixels. */
    pointAt(left: number, top: number, reach = REACH): number | null {
      const [x, y] = placeAt(picture.view.current, picture.size.current, left, top);
      const within = reach / scaleOf(picture.view.current, picture.size.current);
      return nearest(x, y, within, (point) => scene.fails[point] === 0);
    },
  };
}
