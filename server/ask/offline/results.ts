import { createHash } from 'node:crypto';
import type { RejectionReason } from '../../../shared/vocabulary/rejections.ts';
import type { Ask } from '../../db/asks.ts';
import type { Collection } from '../../db/collections.ts';
import type { Lease } from '../../db/lease.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type Books, createBooks } from '../journal/journal.ts';
import { chargeOf } from '../loop/money.ts';
import { callOf } from '../model/identity.ts';
import { logChange, logReplies, type Told } from '../model/log.ts';
import type { OpenTeacher, Purpose } from '../model/opened.ts';
import type { OfflineForm } from '../provider.ts';
import { broughtNext } from './ends.ts';
import { reopen } from './reopen.ts';

/** A line of a file of results. */
export interface ResultLine {
  /** Its bytes as they came: they are kept. */
  raw: Uint8Array;
  said: { readonly [name: string]: unknown };
}

/** What became of a line. `failed`: it brought an error, which is stored as a call that failed. */
export type LineEnd =
  | { end: 'imported' | 'alreadyPresent' | 'failed' }
  | { end: 'unknown'; key: string }
  | { end: 'rejected'; reason: RejectionReason; message: string };

export interface ResultEffects {
  openTeacher: OpenTeacher;
  countTokens: (text: string) => number;
  /** What a collection is for; null where its results are not read here. */
  purposeOf: (collection: Collection) => Purpose | null;
}

export interface ResultTaker {
  /** Stores what lines bring, all of them in one transaction. @returns their ends, in their order */
  take(lines: readonly ResultLine[]): Promise<LineEnd[]>;
  /** Ids of the collections that lines spoke of. */
  touched(): string[];
  /** Gives the collections back. */
  release(): void;
}

interface Opened {
  told: Told;
  form: OfflineForm;
  books: Books;
  lease: Lease;
}

/** The command, for those who wait for the workspace. */
const WHO = 'import-results';

/**
 * Takes results that a machine without a connection has brought, and stores each exactly as a live reply: with its
 * call, its raw bytes, what was made of it and its flags. A result belongs to every collection in which its work key
 * still waits; where it is answered, nothing changes.
 * @throws WinnowError `busy` where another process works on a collection; what `reopen` throws
 */
export function resultTaker(workspace: Workspace, actor: string, effects: ResultEffects): ResultTaker {
  const known = workspace.collections.all().flatMap((stored) => {
    const collects = stored.model === null ? null : effects.purposeOf(stored);
    return collects === null ? [] : [{ stored, collects }];
  });
  const opened = new Map<string, Opened>();
  const touched = new Set<string>();
  const placesOf = (key: Buffer) =>
    known.flatMap(({ stored }) => {
      const ask = workspace.asks.find(stored.id, key);
      return ask === undefined ? [] : [{ collection: stored.id, ask }];
    });
  const open = async (id: string): Promise<void> => {
    const found = known.find(({ stored }) => stored.id === id);
    if (found === undefined || opened.has(id)) return;
    const { stored, collects } = found;
    const lease = workspace.lease(id, WHO);
    try {
      const told = await reopen(workspace, stored, { collects, actor, openTeacher: effects.openTeacher });
      const form = told.teacher.offline;
      if (form === undefined) return lease.release();
      opened.set(id, { told, form, lease, books: booksOf(workspace, told, effects.countTokens) });
      loseCalls(workspace, told);
    } catch (cause) {
      if (!opened.has(id)) lease.release();
      throw cause;
    }
  };
  const takeOne = (line: ResultLine): LineEnd => {
    const key = line.said.custom_id;
    if (typeof key !== 'string' || key === '')
      return { end: 'rejected', reason: 'missing-id', message: 'The line has no custom_id.' };
    const places = KEY.test(key) ? placesOf(Buffer.from(key, 'hex')) : [];
    for (const { collection } of places) touched.add(collection);
    if (places.length === 0) return { end: 'unknown', key };
    const ends = places
      .filter(({ ask }) => isWaiting(ask))
      .map(({ collection, ask }) => storeOne(workspace, opened.get(collection), ask, line));
    return ends.find(({ end }) => end !== 'alreadyPresent') ?? { end: 'alreadyPresent' };
  };

  return {
    async take(lines) {
      for (const { said } of lines) {
        const key = said.custom_id;
        if (typeof key !== 'string' || !KEY.test(key)) continue;
        for (const { collection, ask } of placesOf(Buffer.from(key, 'hex')))
          if (isWaiting(ask)) await open(collection);
      }
      return workspace.write(WHO, () => {
        const ends = lines.map(takeOne);
        for (const { books } of opened.values()) books.seal();
        return ends;
      });
    },
    touched: () => [...touched],
    release() {
      for (const { lease } of opened.values()) lease.release();
      opened.clear();
    },
  };
}

const KEY = /^[0-9a-f]{64}$/;

const isWaiting = ({ state }: Ask): boolean => state === 'pending' || state === 'asked';

const booksOf = (workspace: Workspace, told: Told, countTokens: (text: string) => number): Books => {
  const { collection, collects, teacher } = told;
  const { redact } = teacher;
  const store = collects.store(workspace, { collection, teacher, countTokens });
  const seal: Parameters<typeof createBooks>[0]['seal'] = (closed) => logReplies(workspace, told, closed);
  return createBooks({ workspace, collection, redact, store, seal });
};

/** Nobody else works on it, so a call that is open was cut off with its process. */
function loseCalls(workspace: Workspace, told: Told): void {
  workspace.write(WHO, () => {
    const lost = workspace.calls.lose(told.collection, workspace.now().toISOString());
    workspace.asks.release(told.collection);
    if (lost > 0) logChange(workspace, told, 'calls-lost', { calls: lost });
  });
}

/** The same bytes come to an item once: a failure that is brought again is none that happened again. */
function storeOne(workspace: Workspace, opened: Opened | undefined, ask: Ask, line: ResultLine): LineEnd {
  const question = workspace.questions.byId(ask.question);
  if (opened === undefined || question === undefined) return { end: 'alreadyPresent' };
  const { told, form, books } = opened;
  const call = callOf(told.teacher, question, ask.sample, ask.subject ?? undefined);
  const result = form.result(line.said, line.raw, call, workspace.now());
  if (result === null)
    return { end: 'rejected', reason: 'wrong-type', message: 'The line holds neither response nor error.' };
  if (result.raw !== null && workspace.calls.hasBrought(ask.n, sha256(result.raw)))
    return { end: 'alreadyPresent' };
  const { n, question: id, sample, subject, round } = ask;
  const item = { question: id, sample, round, ask: n, ...(subject === null ? {} : { subject }) };
  const charge = chargeOf(result, told.teacher.pricing, 0); // nothing was set aside for it
  books.close(books.open(item, call, { tokens: 0, microUsd: 0 }), item, call, {
    result,
    charge,
    next: broughtNext(result),
  });
  return { end: result.state === 'replied' ? 'imported' : 'failed' };
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
