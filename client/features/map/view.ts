import { MAP_SIDE } from '../../../shared/area.ts';

/** What of a map is in sight: the place in the middle of the picture, and how much larger than whole it is shown. */
export interface View {
  x: number;
  y: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export const WHOLE: View = { x: MAP_SIDE / 2, y: MAP_SIDE / 2, zoom: 1 };
const MOST_ZOOM = 64;
/** Room round the whole map. */
const MARGIN = 0.94;

/** Pixels of the picture for a step of the map. */
export const scaleOf = ({ zoom }: View, { width, height }: Size): number =>
  (Math.max(1, Math.min(width, height)) / MAP_SIDE) * MARGIN * zoom;

/** Where a place of the picture lies on the map. */
export function placeAt(view: View, size: Size, left: number, top: number): [x: number, y: number] {
  const scale = scaleOf(view, size);
  return [view.x + (left - size.width / 2) / scale, view.y + (top - size.height / 2) / scale];
}

/** Where a place of the map is shown. */
export function shownAt(view: View, size: Size, x: number, y: number): [left: number, top: number] {
  const scale = scaleOf(view, size);
  return [(x - view.x) * scale + size.width / 2, (y - view.y) * scale + size.height / 2];
}

/** Zooms so that what is under a place of the picture stays there. */
export function zoomed(
  view: View,
  size: Size,
  by: number,
  left = size.width / 2,
  top = size.height / 2,
): View {
  const [x, y] = placeAt(view, size, left, top);
  const zoom = Math.min(MOST_ZOOM, Math.max(1, view.zoom * by));
  const scale = scaleOf({ ...view, zoom }, size);
  return kept({ x: x - (left - size.width / 2) / scale, y: y - (top - size.height / 2) / scale, zoom });
}

/** Moves the picture by pixels. */
export function moved(view: View, size: Size, dx: number, dy: number): View {
  const scale = scaleOf(view, size);
  return kept({ ...view, x: view.x - dx / scale, y: view.y - dy / scale });
}

/** The middle never leaves the map. */
const kept = ({ x, y, zoom }: View): View => ({
  x: Math.min(MAP_SIDE, Math.max(0, x)),
  y: Math.min(MAP_SIDE, Math.max(0, y)),
  zoom,
});

/** A view in the address: the place, and the zoom in hundredths; undefined for the whole map. */
export function viewText({ x, y, zoom }: View): string | undefined {
  const text = `${Math.round(x)}.${Math.round(y)}.${Math.round(zoom * 100)}`;
  return text === `${Math.round(WHOLE.x)}.${Math.round(WHOLE.y)}.100` ? undefined : text;
}

export function viewOf(text: string | null): View {
  const parts = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(text ?? '');
  if (parts === null) return WHOLE;
  const [x = 0, y = 0, zoom = 100] = parts.slice(1).map(Number);
  return kept({ x, y, zoom: Math.min(MOST_ZOOM, Math.max(1, zoom / 100)) });
}
