import type { Wants } from '../../../shared/schemas/collect-order.ts';
import type { FlagSubjectType } from '../../../shared/vocabulary/flags.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import type { Collection } from '../../db/collections.ts';
import type { StoredQuestion } from '../../db/questions.ts';
import type { RaisedFlag } from '../../db/raise-flags.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { TraceKind } from '../../db/traces.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Store } from '../journal/journal.ts';
import type { Limits } from '../limiter/limiter.ts';
import type { Pricing } from '../loop/money.ts';
import type { Prior } from '../money/budget.ts';
import type { BatchProvider, Failed, Generation, OfflineForm, Provider, Replied } from '../provider.ts';
import type { Probe } from '../providers/probe.ts';
import type { Counts } from '../report.ts';
import type { Standing } from './standing.ts';

/** A flag that asking will raise, seen from the request alone. */
export interface ForeseenFlag {
  code: string;
  /** What the policy of the workspace makes of it: `block`, `attest`, `inform`. */
  effect: string;
  says: string;
}

/** What the flags that are foreseen mean under one policy. */
export interface PolicyOutlook {
  policy: string;
  /** Whether traces with these flags could ever be released, and what it would take. */
  releasable: 'yes' | 'with-attestation' | 'with-permission' | 'never';
  block: readonly string[];
  attest: readonly string[];
}

/** How a question, or what is said about it, is put to a model. */
export interface Wording {
  /** Name and version. */
  id: string;
  promptOf: (
    question: StoredQuestion,
    sample: number,
    subject?: string,
  ) => { system: string | null; user: string };
}

/** A teacher, solver, grader or labeller with all that asking it needs: made from registries, keys and network by whoever holds them. */
export interface OpenedTeacher {
  name: string;
  provider: Provider;
  batch: BatchProvider | null;
  /** Absent where its calls have no form in a file. */
  offline?: OfflineForm | undefined;
  service: string;
  model: string;
  endpoint: string | null;
  /** Fingerprint of the key: with provider and model it names the limiter. */
  project: string;
  generation: Generation;
  limits: Limits;
  /** Which tokens the quota of a minute counts: those of the prompt, or all; all where nothing is said. */
  quotaCounts?: 'prompt' | 'all';
  /** Null where no price is known. */
  pricing: Pricing | null;
  /** Output tokens of a reply, before any came. */
  prior: Prior | null;
  wording: Wording;
  /** Asks the provider about the model, for free; not there where there is nobody to ask. */
  probe?: (prompt: string, signal: AbortSignal) => Promise<Probe | Failed>;
  /** What the registry says of its thoughts: raw, a summary or none, and how thinking is set. */
  thoughts?: string;
  /** Takes keys out of texts. */
  redact: (text: string) => string;
  verify: (answer: string | null, question: StoredQuestion) => { verdict: Verdict; rule: string };
  /** Why the recipe drops this trace, and all that was found in it, to be stored as evidence. */
  judge: (trace: JudgedTrace) => { dropped: string | null; findings: readonly object[] };
  compliance: {
    /** Raised by the request; stored with the start of the collection. */
    foreseen: {
      flags: readonly ForeseenFlag[];
      outlook: readonly PolicyOutlook[];
      /** The policy of the workspace, by which the effects are told. */
      policy: string;
      registrySha256: string;
      attestation: string | null;
      termsRefs: readonly string[];
    };
    /** The flags of a reply, about what became of it. Inside the transaction that stores it and raises them. */
    found: (subject: string, replied: Replied) => readonly RaisedFlag[];
    /** Whether a model that answered, by its own word, is another one than the terms were looked up for. */
    isOther: (model: string) => boolean;
    /** Flags of a collection by code. */
    counts: (collectionId: string) => Record<string, number>;
  };
}

export interface JudgedTrace {
  question: StoredQuestion;
  thinking: string;
  answer: string;
  kind: TraceKind | null;
  verdict: Verdict;
}

/** What a collection is for: all wherein traces, attempts, grades and labels differ. */
export interface Purpose {
  name: Collection['purpose'];
  /** What makes it another collection, beside the model, its settings and the wording. */
  settings: Readonly<Record<string, string>>;
  wording: Wording;
  /** JSON Schema that replies must fit; null where any text is a reply. */
  responseSchema: unknown;
  /** What the flags of a reply are about. */
  flagged: FlagSubjectType;
  /** Whom it asks about where nobody says. */
  scope: (run: StoredRun | null) => string;
  /** Every choice of whom to ask about, for prices. */
  scopes: (run: StoredRun | null) => string[];
  /** Ids of the questions of a scope. @throws WinnowError `bad-usage` */
  questionsOf: (workspace: Workspace, run: StoredRun | null, scope: string) => string[];
  standing: (workspace: Workspace, collection: string, teacher: OpenedTeacher) => Standing;
  /** Makes results of replies. */
  store: (workspace: Workspace, into: Keeping) => Store;
  /** What the collection holds, beyond the states of its items. */
  results: (workspace: Workspace, collection: string, answered: number, unusable: Counts) => Results;
}

/** Into what replies are made, and by whom they are. */
export interface Keeping {
  collection: string;
  teacher: OpenedTeacher;
  countTokens: (text: string) => number;
}

/** Counts of results; `traces` is left at zero by all but traces. */
export interface Results {
  traces: { in: number; usable: number; dropped: Counts };
  /** Of attempts and grades. */
  verdicts?: Record<Verdict, number>;
  /** Of labels, by their value. */
  labels?: Counts;
}

/** What a user says about asking a model. */
export interface ModelOptions {
  /** What is collected; traces where nothing is said. */
  collects?: Purpose | undefined;
  /** Null where it belongs to no run: traces always belong to one. */
  run: StoredRun | null;
  teacher: string;
  model?: string | undefined;
  endpoint?: string | undefined;
  /** Gemini over Vertex: `PROJECT/LOCATION`; other terms hold there, and no batches. */
  vertex?: string | undefined;
  /** How the model is to think: a level or a budget in tokens, as its generation has it; its default where nothing is said. */
  thinking?: string | undefined;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
  /** Ask in batches: about half the price, and hours of waiting. What no batch answers is asked online. */
  batch?: boolean | undefined;
  /** How a batch brings its requests: in the call that makes it, or as a file. */
  batchBy?: 'inline' | 'file' | undefined;
  /** The calls are made by workers, who lease them from a server; never in batches. */
  byWorkers?: boolean | undefined;
  /** Take replies as streams. */
  stream?: boolean | undefined;
  /** Per question; 1 where nothing is said. */
  samples?: number | undefined;
  concurrency?: number | undefined;
  /** Requests and tokens a minute; they take the place of what is known of the service. */
  rpm?: number | undefined;
  tpm?: number | undefined;
  /** Ceiling in dollars, of the whole collection. */
  budgetUsd?: number | undefined;
  /** One of the scopes of what is collected. */
  for?: string | undefined;
  untilUsable?: number | undefined;
  /** Ask blocked, unusable and failed ones again. */
  retryFailed?: boolean | undefined;
  /** Take up a collection that was cancelled. */
  resume?: boolean | undefined;
  /** Codes of flags that block and are accepted, with what the traces are for. */
  accept?: readonly string[] | undefined;
  purpose?: string | undefined;
  /** What the purpose was made of, to be kept with the order. */
  wants?: Wants | undefined;
  /** Opaque id of who asks. */
  actor: string;
}

export type OpenTeacher = (workspace: Workspace, options: ModelOptions) => Promise<OpenedTeacher>;
