import type { CallEnd } from '../../db/calls.ts';
import type { RaisedFlag } from '../../db/raise-flags.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Item, Settled } from '../loop/item.ts';
import type { CallResult, Charge } from '../loop/money.ts';
import type { Next } from '../loop/policy.ts';
import type { Call, Replied } from '../provider.ts';
import { endOf } from './end.ts';
import { createGroup } from './group.ts';

/** A reply that was stored as a result. */
export interface Kept {
  /** Id of the row that it became. */
  id: string;
  /** Its outcome in the words of the log. */
  outcome: string;
  usable: boolean;
  /** Tokens of its thinking. */
  tokens: number;
  /** What was found about it; raised with those of the others in its transaction. */
  flags: readonly RaisedFlag[];
}

/** Stores what a reply says as a result, inside the transaction that closes its call. */
export type Store = (item: Item, replied: Replied, call: number) => Kept;

/** A call by what it asks: the key of its work item, and which try it is. */
export interface CallName {
  key: string;
  question: string;
  sample: number;
  round: number;
  try: number;
}

/** A call that has ended, in the words of its event. */
export interface EndedCall
  extends CallName,
    Pick<CallEnd, 'outcome' | 'responseId' | 'modelVersion' | 'finishReason'> {
  /** SHA-256 of the raw reply, hex; null where none came. */
  reply: string | null;
  kept: Kept | null;
}

/** What one shared transaction opened and closed: what its events speak of. */
export interface Closed {
  opened: CallName[];
  ended: EndedCall[];
  /** A line a call: work key, round, try, outcome, SHA-256 of the raw reply. */
  calls: string[];
  kept: Kept[];
}

const nothing = (): Closed => ({ opened: [], ended: [], calls: [], kept: [] });

/** A call that is written down and may leave. */
export interface Opened {
  call: number;
  ask: number;
  try: number;
}

export interface Journal {
  /** Resolves when the row of the call is durable: not before that may the call leave. */
  open(item: Item, call: Call, reserved: { tokens: number; microUsd: number }): Promise<Opened>;
  /** Closes a call with all that came. @returns what became of the item, null where it goes on */
  close(opened: Opened, item: Item, call: Call, end: Ended): Promise<Settled | null>;
}

export interface Ended {
  result: CallResult;
  charge: Charge;
  /** What follows; null where the call was cut off. */
  next: Next | null;
}

export interface JournalOptions {
  workspace: Workspace;
  collection: string;
  /** The command, for those who wait for the workspace. */
  who: string;
  redact: (text: string) => string;
  store: Store;
  /** Called in each transaction that closed calls or opened some. */
  seal: (closed: Closed) => void;
  /** Called for each call that is closed by what came of it, in that transaction. */
  ended?: ((call: number) => void) | undefined;
}

/** All that the books need of a call. */
type Keyed = Pick<Call, 'key'>;

/** The books of a collection, written by whoever holds the transaction. */
export interface Books {
  open(item: Item, call: Keyed, reserved: { tokens: number; microUsd: number }): Opened;
  close(opened: Opened, item: Item, call: Keyed, end: Ended): Settled | null;
  /** To be called at the end of each transaction, inside it. */
  seal(): void;
}

/** The books of a collection: a row before each call, all that came after it, in shared transactions. */
export function createJournal(options: JournalOptions): Journal {
  const books = createBooks(options);
  const group = createGroup(options.workspace, options.who, books.seal);
  return {
    open: (item, call, reserved) => group.add(() => books.open(item, call, reserved)),
    close: (opened, item, call, end) => group.add(() => books.close(opened, item, call, end)),
  };
}

/** The same for who brings many replies at once and shares out transactions by themselves. */
export function createBooks(options: Omit<JournalOptions, 'who'>): Books {
  const { workspace, collection } = options;
  const { asks, calls } = workspace;
  let closed = nothing();
  const now = () => workspace.now().toISOString();
  return {
    open(item, call, reserved) {
      const { question, sample, subject } = item;
      const ask = item.ask ?? asks.add(collection, Buffer.from(call.key, 'hex'), question, sample, subject);
      item.ask = ask;
      asks.mark(ask, 'asked');
      const nth = calls.tries(ask, item.round) + 1;
      const row = { collection, ask, round: item.round, try: nth, startedAt: now() };
      const n = calls.open({
        ...row,
        reservedTokens: reserved.tokens,
        reservedMicroUsd: reserved.microUsd,
      });
      closed.opened.push({ key: call.key, question, sample, round: item.round, try: nth });
      return { call: n, ask, try: nth };
    },
    close(opened, item, call, { result, charge, next }) {
      const blob = putRaw(options, result);
      const kept = keep(options, item, result, next, opened.call);
      const end: CallEnd = {
        ...endOf(result, charge, options.redact),
        ...(kept?.fault === undefined ? {} : { message: options.redact(kept.fault) }),
        endedAt: now(),
        blob,
      };
      calls.close(opened.call, end);
      if (result.state === 'replied' || result.state === 'trouble') options.ended?.(opened.call);
      const settled = kept?.settled ?? null;
      asks.mark(opened.ask, settled?.state ?? 'pending', settled?.reason ?? null);
      if (kept?.kept !== undefined) asks.brought(opened.ask, kept.kept.id);
      const name = blob === null ? '-' : blob.toString('hex');
      const { question, sample, round } = item;
      const { outcome, responseId, modelVersion, finishReason } = end;
      closed.ended.push({
        ...{ key: call.key, question, sample, round, try: opened.try },
        ...{ outcome, responseId, modelVersion, finishReason },
        reply: blob === null ? null : name,
        kept: kept?.kept ?? null,
      });
      closed.calls.push(`${call.key} ${item.round} ${opened.try} ${end.outcome} ${name}\n`);
      if (kept?.kept !== undefined) closed.kept.push(kept.kept);
      return settled;
    },
    seal() {
      const sealed = closed;
      closed = nothing();
      options.seal(sealed);
    },
  };
}

/** What a model said is kept byte for byte; what a server said of a failure may hold the key that it was sent. */
function putRaw(
  { workspace: { blobs }, redact }: Omit<JournalOptions, 'who'>,
  result: CallResult,
): Buffer | null {
  if (result.state === 'replied') return blobs.put(result.raw, result.mediaType);
  if (result.state !== 'trouble' || result.raw === null) return null;
  const text = Buffer.from(result.raw).toString('utf8');
  const redacted = redact(text);
  return blobs.put(redacted === text ? result.raw : Buffer.from(redacted), 'application/octet-stream');
}

interface Outcome {
  settled: Settled;
  kept?: Kept;
  /** Why a reply could not be kept as a result. */
  fault?: string;
}

/** A reply that can not be stored as a result is still stored as it came, and its item says so. */
function keep(
  { workspace, store }: Omit<JournalOptions, 'who'>,
  item: Item,
  result: CallResult,
  next: Next | null,
  call: number,
): Outcome | null {
  if (next?.next !== 'settle') return null;
  const { state, reason } = next;
  if (result.state !== 'replied') return { settled: { state, reason, usable: false } };
  try {
    const kept = workspace.part(() => store(item, result, call));
    return { settled: { state, reason, usable: kept.usable }, kept };
  } catch (cause) {
    if (!workspace.db.inTransaction) throw cause; // nothing of the transaction is left to go on in
    const fault = cause instanceof Error ? cause.message : String(cause);
    return { settled: { state: 'failed', reason: 'not-kept', usable: false }, fault };
  }
}
