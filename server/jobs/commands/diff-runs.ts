import { WinnowError } from '../../../shared/error.ts';
import type { RunDiff } from '../../../shared/schemas/run-diff.ts';
import type { CarryOut } from './effects.ts';
import { readProgress } from './item.ts';

/**
 * Has two runs compared by a command of ours: causes are found by deciding over the whole pool again and again, which
 * would hold up whoever else uses this server for as long.
 * @param ids of runs that are there
 * @param told hears how far a look at the questions is
 * @throws WinnowError `failed` with what the command said; `stopped` once the signal is given
 */
export async function diffRunsElsewhere(
  carryOut: CarryOut,
  { a, b }: { a: string; b: string },
  { signal, told }: { signal: AbortSignal; told: (done: number, total: number) => void },
): Promise<RunDiff> {
  const { exit, out, lastLine } = await carryOut(['diff', a, b], {
    actor: 'local', // it stores nothing
    signal,
    say(line) {
      const at = readProgress(line);
      if (at !== null && at.total !== null) told(at.done, at.total);
    },
  });
  if (signal.aborted) throw new WinnowError('stopped', 'The server is being stopped.');
  const reply = exit === 0 ? diffIn(out) : null;
  if (reply !== null) return reply;
  throw new WinnowError(
    'failed',
    exit === 0
      ? `The runs differ in too many questions to be told here; winnow diff ${a} ${b} --json writes them.`
      : `The runs could not be compared: ${lastLine || 'the command broke off'}`,
  );
}

/** Null where the reply was too long to be taken whole. */
function diffIn(out: string): RunDiff | null {
  try {
    return JSON.parse(out) as RunDiff;
  } catch {
    return null;
  }
}
