import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { type Program, programCommand } from './job-command.ts';
import { logFile, type Round, roundDir } from './round.ts';

/** What a process that does one job after another is told, over the channel that it was started with. */
const orderSchema = Type.Object({ dir: Type.String(), job: Type.Integer({ minimum: 0 }) });
type Order = Static<typeof orderSchema>;

const parseOrder = parser(orderSchema);

/** A process of this machine that does one job after another: what it has loaded and laid out serves them all. */
export interface Hand {
  /** What it may take. Unit: MiB. */
  memory: number;
  /** Whether it takes another job. */
  isReady(): boolean;
  /** @returns how the job ended, once it has; null where it ended well. A job that fails ends its process too. */
  work(round: Round, job: number): Promise<string | null>;
  /** Ends it at once. */
  kill(): void;
  /** Lets it go: it ends by itself. */
  dismiss(): void;
}

/** Starts one. Without work it keeps nobody waiting, and it ends with the process that started it. */
export function startHand(program: Program, memory: number, env: NodeJS.ProcessEnv): Hand {
  const [file = '', ...args] = programCommand(program, memory);
  const child = spawn(file, [...args, 'shard'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
  let ending: string | null = null;
  let log = '';
  let finish: (ending: string | null) => void = () => undefined;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (said: Buffer) => noteIn(log, said));
  const end = (how: string) => {
    ending ??= how;
    finish(ending);
  };
  child.on('message', () => finish(null)); // it says but one thing
  child.on('error', (cause) => end(cause.message));
  child.on('close', (code, killer) => end(killer === null ? `exit code ${code}` : `killed by ${killer}`));
  hold(child, false);
  return {
    memory,
    isReady: () => ending === null && child.connected,
    work: (round, job) =>
      new Promise((resolve) => {
        log = logFile(round, job);
        hold(child, true);
        finish = (how) => {
          hold(child, false);
          resolve(how);
        };
        if (ending !== null) return finish(ending);
        child.send({ dir: roundDir(round), job } satisfies Order, (failed) => {
          if (failed !== null) child.kill('SIGKILL'); // it has gone; how it ended is told when it has
        });
      }),
    kill: () => void child.kill('SIGKILL'),
    dismiss: () => void (child.connected && child.disconnect()),
  };
}

/** A log that can not be written stops nothing: its round was swept up already, or the disk is full. */
function noteIn(log: string, said: Buffer): void {
  if (log === '') return;
  try {
    appendFileSync(log, said);
  } catch {
    // how the job ended is told all the same
  }
}

/** Whether this process stays for as long as that one is there. */
function hold(child: ChildProcess, isHeld: boolean): void {
  const holders = [child, child.channel, child.stdout, child.stderr] as (Holder | null | undefined)[];
  for (const one of holders) isHeld ? one?.ref?.() : one?.unref?.();
}

interface Holder {
  ref?: () => void;
  unref?: () => void;
}

/** The side of a channel that a process has to the one that started it; `process` itself is one. */
export interface Channel {
  on(event: 'message', take: (message: unknown) => void): unknown;
  on(event: 'disconnect', take: () => void): unknown;
  send?: (message: unknown) => unknown;
  disconnect?: () => void;
}

/**
 * Does what comes over a channel, until the other side is gone.
 * @throws whatever `act` threw: the process is to end then
 */
export const takeOrders = (channel: Channel, act: (order: Order) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    channel.on('disconnect', resolve);
    channel.on('message', (message) => {
      try {
        act(parseOrder(message, 'an order'));
        channel.send?.('done');
      } catch (cause) {
        setImmediate(() => channel.disconnect?.()); // Node may be reading from it still
        reject(cause);
      }
    });
  });
