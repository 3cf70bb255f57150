import { once } from 'node:events';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type ErrorCode, WinnowError } from '../../../shared/error.ts';
import type { PoolRow } from '../../db/pool.ts';
import type { RowsAsked } from './read-rows.ts';
import type { ReaderData } from './reader-thread.ts';

/** Reads rows of shards for callers that can not wait: those that read a pool page by page as they do from the database. */
export interface ShardReader {
  /** Blocks until the rows are there. @throws WinnowError as `rowReader` does */
  read(asked: RowsAsked): PoolRow[];
  /** To be waited for before the first question: a thread of the sources is loaded by this one. */
  ready(): Promise<void>;
  close(): void;
}

/** The file that a thread runs, and the flags that it needs. */
export interface ThreadFile {
  file: string;
  execArgv: readonly string[];
}

type Answer = { rows: PoolRow[] } | { code: ErrorCode; message: string };

/** No row group takes as long. Unit: milliseconds. */
const LONGEST = 600_000;

/**
 * The decoder of Parquet is asynchronous, those who read a pool are not: a thread decodes, and this one waits for it.
 * The thread begins with the first question, and keeps no process alive.
 */
export function shardReader({ file, execArgv }: ThreadFile): ShardReader {
  const answers = new SharedArrayBuffer(4);
  const count = new Int32Array(answers);
  const { port1: port, port2 } = new MessageChannel();
  let thread: Worker | undefined;
  let loaded: Promise<void> | undefined;

  function begin(): Worker {
    const workerData: ReaderData = { port: port2, answers };
    const made = new Worker(file, { workerData, transferList: [port2], execArgv: [...execArgv] });
    thread = made;
    made.unref();
    port.unref();
    return made;
  }

  return {
    read(asked) {
      if (thread === undefined) begin();
      const before = Atomics.load(count, 0);
      port.postMessage(asked);
      Atomics.wait(count, 0, before, LONGEST);
      const message = receiveMessageOnPort(port)?.message as Answer | undefined;
      if (message === undefined)
        throw new WinnowError(
          'failed',
          `${asked.path} could not be read: the thread that reads it does not answer.`,
        );
      if ('rows' in message) return message.rows;
      throw new WinnowError(message.code, message.message);
    },
    ready() {
      if (file.endsWith('.ts')) loaded ??= once(begin(), 'message').then(() => undefined);
      return loaded ?? Promise.resolve();
    },
    close() {
      port.close();
      void thread?.terminate();
    },
  };
}
