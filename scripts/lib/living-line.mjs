const PIPED_EVERY_MS = 4000; // the promise is 5 s; a busy machine may wake this up late

/**
 * A line that shows what is going on and for how long: rewritten in place on a terminal,
 * printed anew every 4 s (and whenever the work changes its name) where output is piped.
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} out
 * @param {() => string} describe what is being done right now
 * @returns {{ end(text: string): void }} `end` replaces the line by a lasting one; '' leaves none
 */
export function livingLine(out, describe) {
  const started = Date.now();
  let shown = '';
  let shownAt = 0;
  const draw = () => {
    const what = describe();
    const seconds = Math.round((Date.now() - started) / 1000);
    if (out.isTTY) {
      out.write(`\r\x1b[K${`${what}, ${seconds} s ...`.slice(0, (out.columns || 80) - 1)}`);
    } else if (what !== shown || Date.now() - shownAt >= PIPED_EVERY_MS) {
      out.write(`${what}, ${seconds} s ...\n`);
      shown = what;
      shownAt = Date.now();
    }
  };
  draw();
  const timer = setInterval(draw, 1000);
  return {
    end(text) {
      clearInterval(timer);
      if (out.isTTY) out.write('\r\x1b[K');
      if (text !== '') out.write(`${text}\n`);
    },
  };
}
