/** Two circles whose areas and overlap are true to counts, in a box that they fill. */
export interface Venn {
  width: number;
  height: number;
  left: { x: number; r: number };
  right: { x: number; r: number };
  y: number;
}

/** Radius of the larger circle. */
const LARGE = 70;

/**
 * Lays out two sets. The distance of the circles is found by halving: the area of their lens falls as they part.
 * @param both how many are in both; at most the smaller of the two
 */
export function vennOf(before: number, after: number, both: number): Venn {
  const most = Math.max(before, after, 1);
  const radius = (n: number) => LARGE * Math.sqrt(n / most);
  const [r1, r2] = [radius(before), radius(after)];
  const wanted = (Math.PI * LARGE * LARGE * both) / most;
  let [near, far] = [Math.abs(r1 - r2), r1 + r2];
  for (let i = 0; i < 50; i++) {
    const middle = (near + far) / 2;
    if (lensArea(r1, r2, middle) > wanted) near = middle;
    else far = middle;
  }
  const apart = both === 0 && before > 0 && after > 0 ? r1 + r2 + 6 : far;
  const start = Math.max(r1, r2 - apart);
  const width = Math.max(start + r1, start + apart + r2);
  return {
    width: Math.max(width, 1),
    height: 2 * Math.max(r1, r2),
    left: { x: start, r: r1 },
    right: { x: start + apart, r: r2 },
    y: Math.max(r1, r2),
  };
}

/** Area that two circles share at a distance. */
export function lensArea(r1: number, r2: number, d: number): number {
  if (d >= r1 + r2) return 0;
  const small = Math.min(r1, r2);
  if (d <= Math.abs(r1 - r2)) return Math.PI * small * small;
  const part = (r: number, other: number) => {
    const x = (d * d + r * r - other * other) / (2 * d * r);
    return r * r * Math.acos(Math.max(-1, Math.min(1, x)));
  };
  const kite = 0.5 * Math.sqrt(Math.max(0, (-d + r1 + r2) * (d + r1 - r2) * (d - r1 + r2) * (d + r1 + r2)));
  return part(r1, r2) + part(r2, r1) - kite;
}
