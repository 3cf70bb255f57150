import type { JobItem } from '../../../shared/schemas/job.ts';
import type { CommandJob } from '../../db/command-jobs.ts';
import { JOB_FOLDER, WORKSPACE } from './folders.ts';

/** What this process knows of a command that is under way or waits for its turn. */
export interface Turn {
  abort: AbortController;
  hasBegun: boolean;
  done: number;
  total: number | null;
  doing: string | null;
}

/** A command as a job. @param holder who works on it in another process, or null */
export function commandItem(job: CommandJob, turn: Turn | undefined, holder: string | null): JobItem {
  const { id, kind, title, args, createdAt, result } = job;
  const isElsewhere = turn === undefined && job.state === 'waiting' && holder !== null;
  const state = turn?.hasBegun === true || isElsewhere ? 'running' : job.state;
  return {
    jobId: id,
    kind,
    state,
    done: turn?.done ?? 0,
    total: turn?.total ?? null,
    createdAt,
    title,
    message: isElsewhere ? `${holder} works on it.` : messageOf(job, turn),
    isResumable: turn === undefined && !isElsewhere && state !== 'done',
    budgetUsd: null,
    progress: null,
    command: ['winnow', ...args.map((arg) => quoted(shown(arg, id)))].join(' '),
    result,
  };
}

function messageOf({ state, message }: CommandJob, turn: Turn | undefined): string | null {
  if (turn !== undefined) return turn.hasBegun ? turn.doing : 'It waits for the job before it.';
  if (state === 'waiting') return 'Nobody works on it: it was stopped or cut off.';
  return message;
}

/** A folder of the workspace by its place in it. */
const shown = (arg: string, id: string): string =>
  arg.replace(JOB_FOLDER, `jobs/${id}`).replace(`${WORKSPACE}/`, '');

/** An argument as a shell takes it. */
const quoted = (text: string): string =>
  /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A line of progress, as piped commands write it: `looking at questions: 12,000 of 59,029`. */
export function readProgress(line: string): Pick<Turn, 'doing' | 'done' | 'total'> | null {
  const parts = /^([^:]{1,80}): ([\d,]{1,20})(?: of ([\d,]{1,20}))?(?: {2}|$)/.exec(line);
  if (parts === null) return null;
  const number = (text: string) => Number(text.replaceAll(',', ''));
  const [, doing = '', done = '0', total] = parts;
  return { doing, done: number(done), total: total === undefined ? null : number(total) };
}
