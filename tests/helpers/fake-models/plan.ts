import type { FaultName } from './faults.ts';

/** What a fake model server is to be. All of it but `reply` is JSON, so that a process of its own can be given it. */
export interface FakePlan {
  /** Replies, rates and ids hang on it alone. */
  seed?: number;
  /** The keys that are known, with the project that their quotas count for; undefined: any key is, each its own project. */
  keys?: Record<string, { project?: string; state?: 'good' | 'unknown' | 'leaked' | 'suspended' }>;
  models?: FakeModel[];
  /** Final answers by a piece of the prompt: "the answer is X". */
  answers?: Record<string, string>;
  /** Replies computed by the test; what it leaves out is made up. In process only. */
  reply?: (prompt: string, about: { model: string; seen: number }) => Partial<Written>;
  /** Words of the visible thoughts, from-to; default 20 to 60. */
  thoughtWords?: [number, number];
  /** Billed thought tokens for each token of the visible thoughts; default 5, for summaries are all that one sees. */
  thoughtFactor?: number;
  faults?: FaultRule[];
  quotas?: Quota[];
  /** Before the first byte of a generation, in ms; default 0. */
  latencyMs?: number;
  /** How long a minute of the quotas lasts, in ms; default 60,000. A day is 1,440 of them. */
  minuteMs?: number;
  batch?: {
    /** How often a job answers that it is running before it is done; default 1. */
    polls?: number;
    /** Items from which on results come as a file for inline jobs, too; default never. */
    pageSize?: number;
  };
}

export interface FakeModel {
  name: string;
  /** What `modelVersion` says; default the name. */
  version?: string;
  /** Wire format of its thoughts with OpenAI chat completions; default `reasoning_content`. */
  field?: 'reasoning' | 'reasoning_content' | 'think' | 'none';
  thinks?: boolean;
  /** Levels of thinking that it takes; none: it takes a budget. */
  levels?: string[];
  stage?: string;
  /** Answered with 404. */
  retired?: boolean;
  outputTokenLimit?: number;
}

/** Which requests a fault meets: all conditions that are given must hold. */
export interface FaultRule {
  fault: FaultName;
  /** The how-many-th generations (batches: creations) since the start, from 1. */
  nth?: number[];
  /** Prompts (batches: display names) that contain this. */
  prompt?: string;
  /** A share of the requests, by the seed, the prompt and how often it was asked. */
  rate?: number;
  /** At most so often. */
  times?: number;
  model?: string;
  /** Of faults that take one: ms of slow ones, bytes of huge ones, the text of an unlisted finish reason. */
  value?: number | string;
}

export interface Quota {
  project?: string;
  model?: string;
  requestsPerMinute?: number;
  /** Input tokens, as Google counts them. */
  tokensPerMinute?: number;
  requestsPerDay?: number;
  /** Tokens in and out within ten minutes, which stands for a spending limit. */
  spendTokens?: number;
  window?: 'sliding' | 'fixed';
}

/** A reply before it takes a wire format. */
export interface Written {
  thoughts: string;
  answer: string;
  promptTokens: number;
  /** Billed, not visible. */
  thoughtTokens: number;
  answerTokens: number;
  finish: 'stop' | 'length';
}

export const MODELS: FakeModel[] = [
  { name: 'gemini-3.8-flash', thinks: true, levels: ['LOW', 'MEDIUM', 'HIGH'], stage: 'STABLE' },
  { name: 'gemini-3.5-flash', thinks: true, levels: ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'], stage: 'STABLE' },
  { name: 'gemini-2.5-flash', thinks: true, version: 'gemini-3.5-flash-lite', stage: 'LEGACY' },
  { name: 'gemini-2.0-flash-thinking-exp', thinks: true, retired: true },
  { name: 'deepseek-reasoner', thinks: true, field: 'reasoning_content' },
  { name: 'Qwen/Qwen3-32B', thinks: true, field: 'reasoning' },
  { name: 'deepseek-ai/DeepSeek-R1', thinks: true, field: 'think' },
  { name: 'Qwen/Qwen2.5-7B-Instruct', thinks: false, field: 'none' },
];
