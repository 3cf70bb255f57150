/** The side of the square that a map is laid out in. Unit: steps of its grid. */
export const MAP_SIDE = 65_535;

/** Corners that an area may have. */
export const MOST_CORNERS = 200;

/**
 * An area of a map in an address or a command: `v1`, then its corners as `x.y`, a minus between them. The version is
 * that of the way in which maps are laid out: an area of another one would hold other questions.
 */
export const AREA_VERSION = 'v1';
export const AREA_PATTERN = `^${AREA_VERSION}(-[0-9]{1,5}\\.[0-9]{1,5}){3,${MOST_CORNERS}}$`;

/** Corners of a polygon, x and y in turn, in steps of the grid. */
export type Area = readonly number[];

/** @returns null for a text that is no area */
export function areaOf(text: string): Area | null {
  if (!new RegExp(AREA_PATTERN).test(text)) return null;
  const corners = text
    .slice(AREA_VERSION.length + 1)
    .split('-')
    .flatMap((corner) => corner.split('.').map(Number));
  return corners.every((x) => x <= MAP_SIDE) ? corners : null;
}

/** @param corners x and y in turn; those outside the map are put on its edge */
export function areaText(corners: Area): string {
  const onGrid = (x: number): number => Math.min(MAP_SIDE, Math.max(0, Math.round(x) || 0));
  let text = AREA_VERSION;
  for (let at = 0; at + 1 < corners.length; at += 2)
    text += `-${onGrid(corners[at] ?? 0)}.${onGrid(corners[at + 1] ?? 0)}`;
  return text;
}

/**
 * Whether a point lies in an area, by the even-odd rule (Shimrat 1962): a ray to the right crosses its edge an odd
 * number of times. A point on the lower or left edge of a box lies in it, one on the upper or right edge does not.
 */
export function isInside(corners: Area, x: number, y: number): boolean {
  let isIn = false;
  let fromX = corners[corners.length - 2] ?? 0;
  let fromY = corners[corners.length - 1] ?? 0;
  for (let at = 0; at < corners.length; at += 2) {
    const toX = corners[at] ?? 0;
    const toY = corners[at + 1] ?? 0;
    if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) isIn = !isIn;
    fromX = toX;
    fromY = toY;
  }
  return isIn;
}
