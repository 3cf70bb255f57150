import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { WinnowError } from '../../../shared/error.ts';
import { type RowsAsked, rowReader } from './read-rows.ts';

/** What the thread that reads shards is handed. */
export interface ReaderData {
  port: MessagePort;
  /** Counts the answers. */
  answers: SharedArrayBuffer;
}

const { port, answers } = workerData as ReaderData;
const count = new Int32Array(answers);
const reader = rowReader();

port.on('message', (asked: RowsAsked) => {
  void reader
    .read(asked)
    .then((rows) => ({ rows }))
    .catch((cause: unknown) => ({
      code: cause instanceof WinnowError ? cause.code : 'failed',
      message: cause instanceof Error ? cause.message : String(cause),
    }))
    .then((answer) => {
      port.postMessage(answer);
      Atomics.add(count, 0, 1);
      Atomics.notify(count, 0);
    });
});
parentPort?.postMessage('ready');
