import { type Size, scaleOf, type View } from './view.ts';

/** What is painted: one kind of colour a point, and the points that are meant stand out. */
export interface Scene {
  points: Uint16Array;
  /** Kind of each point. */
  of: Uint8Array;
  /** Colour of each kind, as 0xBBGGRR. */
  colours: readonly number[];
  /** 0 for those that are meant. */
  fails: Uint8Array;
  /** The kind that is drawn over the others; -1 for none. */
  top: number;
  /** Colour of those that are not meant, and of the ground. */
  grey: number;
  ground: number;
}

/** Shares of 256 that a point covers of what lies under it. */
const COVERS = 205;
const GREY_COVERS = 120;

/**
 * Paints points pixel by pixel into one image: a call for each point would take ten times as long.
 * Memory: 4 bytes a pixel, kept between two pictures of the same size.
 */
export function painter(canvas: HTMLCanvasElement) {
  const context = canvas.getContext('2d', { alpha: false });
  let image: ImageData | null = null;
  let pixels = new Uint32Array(0);

  /** @param size in pixels of the page @param ratio pixels of the screen for each */
  return (scene: Scene, view: View, size: Size, ratio: number): void => {
    const width = Math.max(1, Math.round(size.width * ratio));
    const height = Math.max(1, Math.round(size.height * ratio));
    if (context === null) return;
    if (image === null || canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      image = context.createImageData(width, height);
      pixels = new Uint32Array(image.data.buffer);
    }
    pixels.fill(0xff000000 | scene.ground);
    const side = sideOf(view, ratio, scene.points.length / 2);
    const scale = scaleOf(view, size) * ratio;
    const left = width / 2 - view.x * scale - side / 2;
    const top = height / 2 - view.y * scale - side / 2;
    for (const layer of [0, 1, 2] as const)
      paintLayer(scene, layer, { pixels, width, height, left, top, scale, side });
    context.putImageData(image, 0, 0);
  };
}

/** Points grow slowly as one comes nearer, and are larger where there are few. Unit: pixels of the screen. */
function sideOf({ zoom }: View, ratio: number, count: number): number {
  const base = count > 30_000 ? 1.7 : count > 8000 ? 2.4 : 3.4;
  return Math.max(1, Math.min(12 * ratio, Math.round((base + Math.log2(zoom) * 1.1) * ratio)));
}

interface Canvas {
  pixels: Uint32Array;
  width: number;
  height: number;
  left: number;
  top: number;
  scale: number;
  side: number;
}

/** Layer 0: who is not meant; 1: who is; 2: those of the top kind. */
function paintLayer(scene: Scene, layer: 0 | 1 | 2, canvas: Canvas): void {
  const { points, of, colours, fails, top, grey } = scene;
  const { pixels, width, height, left, scale } = canvas;
  const side = canvas.side + (layer === 2 ? 1 : 0);
  const cut = side > 3 ? 1 : 0; // corners, so that large points are round
  const covers = layer === 0 ? GREY_COVERS : COVERS;
  const spares = 256 - covers;
  for (let i = 0, at = 0; at < points.length; i++, at += 2) {
    const isMeant = fails[i] === 0;
    const own = !isMeant ? 0 : of[i] === top ? 2 : 1;
    if (own !== layer) continue;
    const x = Math.round((points[at] as number) * scale + left);
    const y = Math.round((points[at + 1] as number) * scale + canvas.top);
    if (x < 0 || y < 0 || x + side > width || y + side > height) continue;
    const colour = isMeant ? (colours[of[i] as number] as number) : grey;
    const red = Math.imul(colour & 0xff00ff, covers);
    const green = Math.imul(colour & 0x00ff00, covers);
    for (let row = 0; row < side; row++) {
      const inset = row === 0 || row === side - 1 ? cut : 0;
      let to = (y + row) * width + x + inset;
      for (const end = to + side - 2 * inset; to < end; to++) {
        const under = pixels[to] as number;
        const rb = ((Math.imul(under & 0xff00ff, spares) + red) >>> 8) & 0xff00ff;
        const g = ((Math.imul(under & 0x00ff00, spares) + green) >>> 8) & 0x00ff00;
        pixels[to] = 0xff000000 | rb | g;
      }
    }
  }
}
