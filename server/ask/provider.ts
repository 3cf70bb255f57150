import type { BlockedReason, FailedReason, UnusableReason } from '../../shared/vocabulary/asks.ts';

/** Settings of a generation; what is null is left to the provider and not sent. */
export interface Generation {
  temperature: number | null;
  topP: number | null;
  seed: number | null;
  /** Covers thoughts and answer together. */
  maxOutputTokens: number | null;
  /** Names as the model's generation has them: a level (`LOW`, `MEDIUM`, `HIGH`) or a budget in tokens (-1: dynamic). */
  thinking: { level: string } | { budget: number } | null;
  /** Whether thoughts are asked for. */
  includeThoughts: boolean;
  /** JSON Schema that the reply must fit, for graders and labellers. */
  responseSchema: unknown;
}

/** One call of a model. */
export interface Call {
  /** Work key: sha256 hex of all that decides the reply (see server/ask/journal). */
  key: string;
  /** Id of the question that it is about, where it is about one. */
  question?: string;
  model: string;
  system: string | null;
  prompt: string;
  generation: Generation;
  /** 0-based; several samples of one question differ in this alone. */
  sample: number;
}

/** Tokens as they are billed; null where the provider says nothing. `thoughts` and `answer` never overlap. */
export interface Usage {
  prompt: number | null;
  cached: number | null;
  thoughts: number | null;
  answer: number | null;
}

/** A passage that the provider says it took from somewhere. Offsets in characters of the answer. */
export interface Citation {
  start: number | null;
  end: number | null;
  uri: string | null;
  title: string | null;
  license: string | null;
}

/** What a reply says, read alike from every provider. The raw reply is kept beside it and stays the authority. */
export interface Reading {
  outcome:
    | { state: 'answered' }
    | { state: 'blocked'; reason: BlockedReason }
    | { state: 'unusable'; reason: UnusableReason };
  /** What the thoughts are; null where there are none. */
  kind: 'raw' | 'summary' | null;
  /** Parts joined as they came; null where there are none. */
  thinking: string | null;
  answer: string | null;
  usage: Usage;
  /** The model that answered, by its own word. */
  modelVersion: string | null;
  modelStage: string | null;
  responseId: string | null;
  finishReason: string | null;
  finishMessage: string | null;
  blockReason: string | null;
  /** Safety ratings as they came. */
  safety: unknown;
  citations: readonly Citation[];
  /** The provider's own time of the reply, RFC 3339. */
  createdAt: string | null;
  /** Counts of parts: of thoughts and of answer. */
  parts: { thoughts: number; answer: number };
  /** Whether grounding or a search tool was part of the reply. */
  grounded: boolean;
  /** What was odd about the reply and did not decide its outcome, a sentence each. */
  notes: readonly string[];
}

/** How a call was made: part of the evidence. */
export interface Sent {
  provider: string;
  /** Where it went, without credentials. */
  endpoint: string;
  apiVersion: string | null;
  sdk: string;
  mode: 'unary' | 'stream' | 'batch' | 'offline' | 'recorded';
  /** The body as it was sent, canonical JSON. */
  body: string;
}

/** A reply that came whole, whatever it says. */
export interface Replied {
  state: 'replied';
  /** The bytes as they came (a stream: its events; a batch: its line). */
  raw: Uint8Array;
  mediaType: string;
  reading: Reading;
  sent: Sent;
  latencyMs: number;
}

/** How a call went wrong, and what that means for those after it. */
export type Trouble =
  /** Try again after a while; `overloaded` (429 without a delay, 503) also halves the permits. */
  | {
      state: 'trouble';
      class: 'transient';
      reason: FailedReason;
      overloaded: boolean;
      /** No connection came about: nothing left, and nothing can have been billed. */
      unreachable?: true;
    }
  /** All workers pause until then. `quotaValue`: the limit by the provider's own word, with what it is a limit of. */
  | {
      state: 'trouble';
      class: 'rate-limited';
      retryAfterMs: number | null;
      learned: { requestsPerMinute?: number; tokensPerMinute?: number } | null;
    }
  /** The quota of the day or the spending limit is used up: the collection stops, resumable. `retryAfterMs`: until it opens. */
  | { state: 'trouble'; class: 'quota-exhausted'; quota: 'day' | 'spend'; retryAfterMs: number | null }
  /** This item can never be answered so; the others can. */
  | { state: 'trouble'; class: 'bad-request'; reason: FailedReason }
  /** Nobody will be answered: bad key, closed region, retired model. All workers stop at once. */
  | {
      state: 'trouble';
      class: 'fatal';
      cause: 'key' | 'region' | 'billing' | 'model-gone' | 'not-allowed' | 'address' | 'credentials';
    };

/** Every failed call carries what is known about it; `message` is redacted. */
export type Failed = Trouble & {
  status: number | null;
  message: string;
  /** Bytes that came all the same. */
  raw: Uint8Array | null;
  sent: Sent;
  latencyMs: number;
};

/** A call that is written down and about to leave. */
export interface Leaving {
  /** Numbers of its row and of its item's. */
  call: number;
  ask: number;
  /** About how many tokens it takes of a quota. */
  tokens: number;
  /** Aborted when nothing new is to leave. */
  dispatch: AbortSignal;
  /** Set to false by a provider that has not sent it (yet), to true when it leaves. */
  hasLeft: boolean;
}

/** Somebody who answers calls. Never throws for what the network or the other side does: that is a `Failed`. */
export interface Provider {
  name: string;
  /** @param signal aborts the call; it may be billed all the same, and counts as a `timeout` where it was one */
  ask(call: Call, signal: AbortSignal, leaving?: Leaving): Promise<Replied | Failed>;
}

/** How a batch stands; the names are the provider's own under one roof. */
export type BatchState = 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'partial';

export interface BatchStatus {
  /** The provider's name of the job; stored before anything else is done. */
  name: string;
  displayName: string;
  state: BatchState;
  /** What the provider says went wrong with the whole job, where it says anything. */
  error: string | null;
}

/** How calls are carried to a machine without a connection, and what it brings back. */
export interface OfflineForm {
  /** Whether a call with these settings can be written down at all. */
  takes(generation: Generation): boolean;
  /** A call as a line of a file of requests; its work key names it. */
  request(call: Call): object;
  /**
   * What became of a call, by a line of a file of results; null where the line says neither reply nor error.
   * @param raw the bytes of the line
   */
  result(
    said: { readonly [name: string]: unknown },
    raw: Uint8Array,
    call: Call,
    now: Date,
  ): Replied | Failed | null;
}

/** A provider that also answers many calls at once, later and for less. */
export interface BatchProvider extends Provider {
  batches: {
    /** Bytes and items that one batch may hold. */
    limits: { items: number; bytes: number };
    /** Not idempotent: a lost reply may have made a batch all the same, so look for `displayName` first. */
    create(displayName: string, calls: readonly Call[], signal: AbortSignal): Promise<BatchStatus | Failed>;
    /** Every batch under that name, oldest first. */
    find(displayName: string, signal: AbortSignal): Promise<BatchStatus[] | Failed>;
    status(name: string, signal: AbortSignal): Promise<BatchStatus | Failed>;
    cancel(name: string, signal: AbortSignal): Promise<Failed | null>;
    /** Results by work key; what the batch does not hold is not in the map. Their order means nothing. */
    results(
      name: string,
      calls: readonly Call[],
      signal: AbortSignal,
    ): Promise<Map<string, Replied | Failed> | Failed>;
  };
}
