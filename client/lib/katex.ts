import katex from 'katex';
import 'katex/dist/katex.min.css';

/**
 * Draws a formula into an element, as DOM nodes: no HTML is ever parsed. What KaTeX can not read, or does
 * not trust (links, HTML, pictures), stays as it was written.
 */
export function drawFormula(into: HTMLElement, tex: string, raw: string, displayMode: boolean): void {
  try {
    katex.render(tex, into, {
      displayMode,
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: 200,
      maxSize: 12, // a blank to be filled in is shorter, and a wall of ink is no mathematics
      errorColor: 'currentColor',
    });
  } catch {
    into.textContent = raw;
  }
}
