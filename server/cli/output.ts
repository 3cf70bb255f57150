import cliProgress from 'cli-progress';
import type { Output } from './frame.ts';

/** Where output goes, as main found it. */
export interface Streams {
  out: { write(text: string): unknown };
  err: { write(text: string): unknown; isTTY?: boolean; columns?: number };
  clock: () => number;
  /** Commands of ours in a text for people, as they are typed. */
  asTyped: (text: string) => string;
}

/** How often a piped command says how far it is. Unit: milliseconds. */
const SAY_EVERY_MS = 3000;

/** The one place where commands print: results to standard output, the rest to standard error. */
export function createOutput(
  { out, err, clock, asTyped }: Streams,
  options: { json: boolean; quiet: boolean },
): Output {
  const meter = options.quiet ? silent : err.isTTY === true ? bar(err) : lines(err, clock);
  return {
    ...options,
    result(value, human) {
      meter.stop();
      if (options.json) out.write(`${JSON.stringify(value)}\n`);
      else if (!options.quiet) out.write(`${asTyped(human())}\n`);
    },
    line(value) {
      out.write(`${JSON.stringify(value)}\n`);
    },
    note(text) {
      meter.stop();
      if (!options.quiet) err.write(`${asTyped(text)}\n`);
    },
    progress: meter.update,
    end: meter.stop,
  };
}

interface Meter {
  update(label: string, done: number, total: number | null, more?: string): void;
  stop(): void;
}

const silent: Meter = { update: () => undefined, stop: () => undefined };

/** Characters of a bar: where a terminal is narrow, what stands behind it says more. */
const barSize = ({ columns = 80 }: Streams['err']): number => (columns < 120 ? 10 : 40);

/** A bar that is redrawn, for terminals. What stands behind it tells the time that is left by itself. */
function bar(err: Streams['err']): Meter {
  let current: { bar: cliProgress.SingleBar; label: string } | null = null;
  const stop = () => {
    current?.bar.stop();
    current = null;
  };
  const start = (label: string, total: number, tellsTime: boolean) => {
    stop();
    const made = new cliProgress.SingleBar({
      format: `{label} {bar} {percentage}%  {value}/{total}  ${tellsTime ? '{more}' : '{eta_formatted} left'}`,
      barsize: barSize(err),
      hideCursor: true,
      clearOnComplete: true,
    });
    made.start(total, 0, { label, more: '' });
    current = { bar: made, label };
    return current;
  };
  return {
    update(label, done, total, more) {
      if (total === null || total <= 0) return;
      const shown = current?.label === label ? current : start(label, total, more !== undefined);
      shown.bar.update(Math.min(done, total), { more: more ?? '' });
      if (done >= total) stop();
    },
    stop,
  };
}

/** A line every few seconds, for logs. */
function lines(err: Streams['err'], clock: () => number): Meter {
  let last = clock();
  return {
    update(label, done, total, more) {
      const now = clock();
      if (now - last < SAY_EVERY_MS) return;
      last = now;
      const of = total === null ? '' : ` of ${total.toLocaleString('en-US')}`;
      const also = more === undefined ? '' : `  ${more}`;
      err.write(`${label}: ${done.toLocaleString('en-US')}${of}${also}\n`);
    },
    stop: () => undefined,
  };
}
