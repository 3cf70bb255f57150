/** A task of an array job as `squeue` or `scontrol` tells it. */
export interface Task {
  /** Number of the array job. */
  array: string;
  /** Number of the task in it. */
  task: number;
  state: string;
  reason: string;
}

/** Slurm takes no number of a task above 1000 unless it is told to. */
export const BLOCK = 1000;

/** What `squeue` is to print of a task, for `tasksFrom`. */
export const SQUEUE_FORMAT = '%F|%K|%T|%r';

/** The tasks in what `squeue --array --noheader` printed; other lines are passed over. */
export const tasksFrom = (text: string): Task[] =>
  text.split('\n').flatMap((line) => {
    const [array, task, state, reason] = line.trim().split('|');
    if (array === undefined || state === undefined || !/^\d+$/.test(task ?? '')) return [];
    return [{ array, task: Number(task), state, reason: reason ?? '' }];
  });

/** States in which a task has done what it will do, though Slurm still tidies up behind it. */
const OVER = new Set([
  ...['COMPLETING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT', 'NODE_FAIL', 'OUT_OF_MEMORY'],
  ...['BOOT_FAIL', 'DEADLINE', 'PREEMPTED', 'REVOKED'],
]);

export const isOver = ({ state }: Task): boolean => OVER.has(state);

/** Reasons for which a task waits for a person. */
const STUCK = ['held', 'badconstraints', 'invalidaccount', 'invalidqos', 'partitiontimelimit', 'jobhold'];

/** Whether a task that waits will never begin by itself. */
export const isStuck = ({ state, reason }: Task): boolean =>
  state === 'PENDING' && STUCK.some((word) => reason.toLowerCase().includes(word));

/** How tasks ended, in what `scontrol --oneliner show job` printed: `OUT_OF_MEMORY on node3, exit code 0:125`. */
export function endingsFrom(text: string): Map<string, string> {
  const endings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const fields = new Map<string, string>();
    for (const word of line.split(' ')) {
      const at = word.indexOf('=');
      if (at > 0) fields.set(word.slice(0, at), word.slice(at + 1));
    }
    const array = fields.get('ArrayJobId');
    const task = fields.get('ArrayTaskId');
    if (array === undefined || task === undefined) continue;
    const { JobState: state, ExitCode: exit, NodeList: nodes } = Object.fromEntries(fields);
    const where = nodes === undefined || nodes === '' || nodes === '(null)' ? '' : ` on ${nodes}`;
    endings.set(`${array}_${task}`, `${state ?? 'ended'}${where}, exit code ${exit ?? 'unknown'}`);
  }
  return endings;
}

/** Numbers as Slurm lists them: `0-3,7`. @param numbers ascending */
export function arraySpec(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** A word that a shell takes as it is. */
export const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
