import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import { type WorkerReply, workerReplySchema } from '../../../shared/schemas/worker.ts';
import { parser } from '../../algorithms/parser.ts';
import { syncPath } from '../../db/beside.ts';
import { jsonOf } from '../providers/unknown.ts';

/** Replies that a worker holds until the server has them. */
export interface Spool {
  dir: string;
  /** Durable when this returns. */
  put(lease: string, reply: WorkerReply): void;
  /** Leases whose replies lie there. */
  leases(): string[];
  /** Undefined for a file that can not be read: it stays where it is. */
  get(lease: string): WorkerReply | undefined;
  remove(lease: string): void;
  /** The server will never take it: it stays, under another name. */
  refuse(lease: string): void;
}

const FILE = /^(lease-[0-9a-f]{32})\.json$/;
const parseReply = parser(workerReplySchema);

/**
 * Replies as files of a folder, one each, written beside their place and renamed into it. Several workers may share it:
 * a reply that two of them hand over is taken once.
 * @param mark keeps two processes apart
 * @throws WinnowError `bad-usage` where the folder can not be made
 */
export function openSpool(dir: string, mark: string): Spool {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new WinnowError(
      'bad-usage',
      `The folder ${dir} can not be made (${(cause as Error).message}); name another with --spool DIR.`,
    );
  }
  const pathOf = (lease: string): string => join(dir, `${lease}.json`);
  return {
    dir,
    put(lease, reply) {
      const part = join(dir, `.${lease}.${mark}.part`);
      const file = openSync(part, 'w', 0o600);
      try {
        writeFileSync(file, JSON.stringify(reply));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(part, pathOf(lease));
      syncPath(dir);
    },
    leases: () => readdirSync(dir).flatMap((name) => FILE.exec(name)?.[1] ?? []),
    get(lease) {
      try {
        return parseReply(jsonOf(readFileSync(pathOf(lease), 'utf8')), lease);
      } catch {
        return undefined;
      }
    },
    remove: (lease) => rmSync(pathOf(lease), { force: true }),
    refuse(lease) {
      if (existsSync(pathOf(lease))) renameSync(pathOf(lease), join(dir, `${lease}.refused`));
    },
  };
}
