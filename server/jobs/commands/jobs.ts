import { WinnowError } from '../../../shared/error.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import type { CommandEnd, CommandJob, CommandKind } from '../../db/command-jobs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { removeUpload, sweepUploads, UPLOADS } from '../../intake/uploads.ts';
import type { CarryOut, Ended } from './effects.ts';
import {
  dropJobFolder,
  inPlace,
  makeJobFolder,
  sweepJobFolders,
  WORKSPACE,
  withoutFolder,
} from './folders.ts';
import { commandItem, readProgress, type Turn } from './item.ts';

/** How many of the newest are listed. */
const LISTED = 100;
/** A longer reply is stored without its lists. Unit: characters of JSON. */
const LONGEST_RESULT = 60_000;

/** What is to be carried out. */
export interface CommandOrder {
  kind: CommandKind;
  title: string;
  actor: string;
  /** Files that the command reads, by name. */
  files?: Readonly<Record<string, string>>;
  /** The command line without its global options; `JOB_FOLDER` and `WORKSPACE` in it stand for those folders. */
  args: readonly string[];
}

export type CommandJobs = ReturnType<typeof commandJobs>;

/**
 * Commands that are carried out one after the other, each in a process of its own. What is ordered is stored first, so
 * that it can be taken up again after a restart; the commands themselves store all or nothing.
 */
export function commandJobs(workspace: Workspace, carryOut: CarryOut | undefined) {
  const { dir, commandJobs: table } = workspace;
  const turns = new Map<string, Turn>();
  const listeners = new Set<(jobId: string) => void>();
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  sweepJobFolders(dir, (id) => ['waiting', 'failed', 'cancelled'].includes(table.byId(id)?.state ?? 'gone'));
  sweepUploads(workspace, (upload) =>
    table.newest(LISTED).some(({ state, args }) => state === 'waiting' && uploadIn(args) === upload),
  );

  const tell = (id: string): void => {
    for (const listener of listeners) listener(id);
  };
  const find = (id: string): CommandJob => {
    const found = table.byId(id);
    if (found !== undefined) return found;
    throw new WinnowError('not-found', `There is no job ${id.slice(0, 80)}; GET /api/v1/jobs lists them.`);
  };
  const itemOf = (job: CommandJob): JobItem =>
    commandItem(
      job,
      turns.get(job.id),
      job.state === 'waiting' && !turns.has(job.id) ? workspace.leaseHolder(job.id) : null,
    );
  const end = (id: string, how: CommandEnd): void => {
    workspace.write('job', () => table.end(id, how));
    if (how.state !== 'done') return;
    dropJobFolder(dir, id);
    const { args = [] } = table.byId(id) ?? {};
    const upload = uploadIn(args);
    if (upload !== null && !args.includes('--dry-run')) removeUpload({ dir }, upload);
  };

  async function work(job: CommandJob, turn: Turn, act: CarryOut): Promise<void> {
    if (turn.abort.signal.aborted) return;
    const lease = workspace.lease(job.id, 'the workbench');
    try {
      turn.hasBegun = true;
      tell(job.id);
      const ended = await act(inPlace(job.args, dir, job.id), {
        actor: job.actor,
        signal: turn.abort.signal,
        say(line) {
          Object.assign(turn, readProgress(line));
          tell(job.id);
        },
      });
      // What was stopped keeps what is stored of it: cancelled where somebody cancelled it, else waiting.
      if (turn.abort.signal.aborted && ended.exit !== 0) return;
      const [out, lastLine] = [withoutFolder(ended.out, dir), withoutFolder(ended.lastLine, dir)];
      end(job.id, endOf({ exit: ended.exit, out, lastLine }, workspace.now()));
    } finally {
      lease.release();
    }
  }

  function enter(job: CommandJob): JobItem {
    if (carryOut === undefined)
      throw new WinnowError('conflict', 'This server carries out no commands; use the command line.');
    if (isClosed) throw new WinnowError('stopped', 'The server is being stopped, so nothing was begun.');
    const turn: Turn = { abort: new AbortController(), hasBegun: false, done: 0, total: null, doing: null };
    turns.set(job.id, turn);
    last = last
      .then(() => work(job, turn, carryOut))
      .catch((cause: unknown) => {
        if (!isClosed) end(job.id, failed((cause as Error).message, workspace.now()));
      })
      .finally(() => {
        turns.delete(job.id);
        tell(job.id);
      });
    return itemOf(job);
  }

  return {
    has: (id: string): boolean => table.byId(id) !== undefined,
    /** Stores the order and has it carried out in its turn. @throws WinnowError `conflict`, `stopped` */
    start({ kind, title, actor, files = {}, args }: CommandOrder): JobItem {
      const id = `job-${workspace.randomHex(5)}`;
      makeJobFolder(dir, id, files);
      const createdAt = workspace.now().toISOString();
      workspace.write('job', () => table.insert({ id, kind, title, actor, createdAt, args }));
      return enter(find(id));
    },
    /** @throws WinnowError `not-found`, `conflict` where it is under way or done */
    resume(id: string): JobItem {
      const job = find(id);
      if (!itemOf(job).isResumable)
        throw new WinnowError('conflict', `The job ${id} is done or under way; there is nothing to take up.`);
      return enter(job);
    },
    /** @throws WinnowError `not-found`, `conflict` */
    hold(id: string, state: 'paused' | 'cancelled'): JobItem {
      const job = find(id);
      if (state === 'paused')
        throw new WinnowError('conflict', `A ${job.kind} can not be paused; it can be cancelled.`);
      if (job.state === 'done')
        throw new WinnowError('conflict', `The job ${id} is done; there is nothing to hold up.`);
      const endedAt = workspace.now().toISOString();
      end(id, { state: 'cancelled', message: 'Somebody cancelled it.', result: null, endedAt });
      turns.get(id)?.abort.abort();
      tell(id);
      return itemOf(find(id));
    },
    job: (id: string): JobItem => itemOf(find(id)),
    /** The newest, running or not, newest first. */
    all: (): JobItem[] => table.newest(LISTED).map(itemOf),
    /** @returns how to stop listening */
    listen(listener: (jobId: string) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Asks all to stop, and resolves when none is under way; they wait to be taken up again. */
    async close(): Promise<void> {
      isClosed = true;
      for (const { abort } of turns.values()) abort.abort();
      await last;
    },
  };
}

function endOf({ exit, out, lastLine }: Ended, now: Date): CommandEnd {
  const reply = replyIn(out);
  const endedAt = now.toISOString();
  if (exit === 0) return { state: 'done', message: null, result: shortened(reply), endedAt };
  const { error } = (reply ?? {}) as { error?: { message?: unknown } };
  return failed(typeof error?.message === 'string' ? error.message : lastLine || 'It broke off.', now);
}

const failed = (message: string, now: Date): CommandEnd => ({
  state: 'failed',
  message: message.slice(0, 2000),
  result: null,
  endedAt: now.toISOString(),
});

/** The one JSON value that a command writes. */
function replyIn(out: string): unknown {
  try {
    return JSON.parse(out);
  } catch {
    return null;
  }
}

/** Lists are cut until all fits; what still does not is left out. */
function shortened(reply: unknown): unknown {
  if (reply === null || typeof reply !== 'object') return reply;
  const fits = (value: object): boolean => JSON.stringify(value).length <= LONGEST_RESULT;
  for (let most = Number.MAX_SAFE_INTEGER; most >= 1; most = Math.min(most, 2000) / 2) {
    const cut = Array.isArray(reply)
      ? reply.slice(0, most)
      : Object.fromEntries(
          Object.entries(reply).map(([name, value]) => [
            name,
            Array.isArray(value) ? (value as unknown[]).slice(0, most) : (value as unknown),
          ]),
        );
    if (fits(cut)) return cut;
  }
  return Object.fromEntries(Object.entries(reply).filter(([, value]) => typeof value !== 'object'));
}

/** The upload whose files a command reads; null where it reads none. */
const uploadIn = (args: readonly string[]): string | null =>
  args
    .map((arg) => new RegExp(`^${WORKSPACE}/${UPLOADS}/(up-[0-9a-f]+)/`).exec(arg)?.[1] ?? null)
    .find((id) => id !== null) ?? null;
