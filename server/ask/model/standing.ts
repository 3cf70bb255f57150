import type { Ask } from '../../db/asks.ts';
import { outcomesAsGraded } from '../../db/trace-verdicts.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Item, Settled } from '../loop/item.ts';

/** Where the questions of a collection stand, as its rows have it. */
export interface Standing {
  /** What waits to be asked about a question. @param samples of each, where that is not a plan of its own */
  open(question: string, samples: number): Item[];
  /**
   * Only where more may be wanted once all of a question is settled: to be told of each item that is, after which
   * `open` must no longer hold it.
   */
  settled?(item: Item, settled: Settled): void;
  /** Whether it holds a usable trace. */
  isUsable(question: string): boolean;
  /** Why it holds none, of one whose samples are all settled. */
  why(question: string): string;
}

/** Of traces: so many samples of each question. */
export function standingOf(workspace: Workspace, collection: string): Standing {
  const items = new Map<string, Ask>();
  for (const ask of workspace.asks.of(collection)) items.set(keyOf(ask.question, ask.sample), ask);
  const outcomes = outcomesAsGraded(workspace, collection);
  return {
    open(question, samples) {
      const open: Item[] = [];
      for (let sample = 0; sample < samples; sample++) {
        const ask = items.get(keyOf(question, sample));
        if (ask === undefined) open.push({ question, sample, round: 1, ask: null });
        else if (ask.state === 'pending' || ask.state === 'asked')
          open.push({ question, sample, round: ask.round, ask: ask.n });
      }
      return open;
    },
    isUsable: (question) => outcomes.get(question) === 'usable',
    why: (question) => outcomes.get(question) ?? items.get(keyOf(question, 0))?.reason ?? 'not-asked',
  };
}

const keyOf = (question: string, sample: number): string => `${question}#${sample}`;
