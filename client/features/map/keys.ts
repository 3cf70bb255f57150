import { moved, type View, WHOLE, zoomed } from './view.ts';

/** How far an arrow moves. Unit: share of the picture. */
const STEP = 0.12;

/** What a key does: moves the view, or something with the area or a question. */
type Act = 'select' | 'clear' | 'open' | ((view: View, size: { width: number; height: number }) => View);

/** By the name of the key. */
export const KEYS: Readonly<Record<string, Act>> = {
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
