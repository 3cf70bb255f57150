import { setImmediate } from 'node:timers/promises';
import { outcomesAsGraded } from '../db/trace-verdicts.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Counts } from './report.ts';
import { type Asked, type Into, storeAsked } from './store.ts';
import type { Teacher } from './teacher.ts';

/** What asking needs of the world. */
export interface AskEffects {
  /** Tokens of the Qwen2.5 tokenizer. */
  countTokens: (text: string) => number;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
}

export interface Asking extends Into {
  /** Ids, in the order of asking. */
  questions: readonly string[];
  /** Stop once so many hold a usable trace; null means ask about all. */
  wanted: number | null;
}

export interface Walked {
  /** Questions looked at, asked about now or earlier. */
  walked: number;
  /** Of those, the ones with a usable trace; `cost` counts the others by outcome. */
  usable: number;
  cost: Counts;
  /** Passed over, since the pool no longer holds that version. */
  retired: number;
  /** Left over by a stop. */
  pending: number;
}

/** Rows that share a transaction and an event: the most that a crash can lose. */
const GROUP = 1000;
/** Questions between two breaths, in which others may work and a stop is noticed. */
const BREATH = 64;

/** Goes along the questions, asks about those that the collection does not hold yet, and stores group by group. */
export async function askAlong(workspace: Workspace, asking: Asking, effects: AskEffects): Promise<Walked> {
  const { questions, wanted, teacher } = asking;
  const outcomes = outcomesAsGraded(workspace, asking.collection);
  const state: Walked = { walked: 0, usable: 0, cost: {}, retired: 0, pending: 0 };
  let group: Asked[] = [];
  const store = () => {
    storeAsked(workspace, asking, group, effects.countTokens);
    group = [];
  };
  for (const id of questions) {
    if (state.usable === wanted) break;
    if (state.walked % BREATH === 0) await setImmediate();
    if (effects.signal.aborted) {
      state.pending = unasked(questions.slice(state.walked + state.retired), outcomes);
      break;
    }
    const outcome = outcomes.get(id) ?? askOne(workspace, teacher, id, group);
    if (outcome === null) state.retired += 1;
    else count(state, outcome);
    if (group.length >= GROUP) store();
    effects.progress(wanted === null ? state.walked : state.usable, wanted ?? questions.length);
  }
  store();
  return state;
}

/** @returns the outcome, or null for a version that is no longer in the pool */
function askOne(workspace: Workspace, teacher: Teacher, id: string, group: Asked[]): string | null {
  const question = workspace.questions.byId(id);
  if (question === undefined || !question.live) return null;
  const reply = teacher.ask(question);
  group.push({ question: id, reply });
  return reply.outcome;
}

function count(state: Walked, outcome: string): void {
  state.walked += 1;
  if (outcome === 'usable') state.usable += 1;
  else state.cost[outcome] = (state.cost[outcome] ?? 0) + 1;
}

const unasked = (questions: readonly string[], outcomes: ReadonlyMap<string, string>): number =>
  questions.filter((id) => !outcomes.has(id)).length;
