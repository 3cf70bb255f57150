import { useSyncExternalStore } from 'react';

/** A colour of the style sheet as 0xBBGGRR, the order of the bytes of a pixel. */
export function pixelColour(css: string): number {
  const probe = document.createElement('span');
  probe.style.color = css;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  const context = dot();
  if (context === null) return 0;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return (blue << 16) | (green << 8) | red;
}

let drawn: CanvasRenderingContext2D | null | undefined;

function dot(): CanvasRenderingContext2D | null {
  if (drawn !== undefined) return drawn;
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  drawn = canvas.getContext('2d', { willReadFrequently: true });
  return drawn;
}

/** Which theme is shown: pictures that are painted must be painted anew when it turns. */
export const useTheme = (): string => useSyncExternalStore(follow, current);

function follow(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', listener);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', listener);
  };
}

const current = (): string =>
  `${document.documentElement.dataset.theme ?? ''} ${matchMedia('(prefers-color-scheme: dark)').matches}`;
