import { WinnowError } from '../../../shared/error.ts';
import { withOptions } from './choice.ts';
import type { Draw } from './draw.ts';
import { dressed } from './dressing.ts';
import type { Likeness } from './likeness.ts';
import type { Plan, SourcePlan } from './plan.ts';
import type { Draft } from './record.ts';
import type { Made, Template } from './template.ts';
import { FAMILIES } from './templates/index.ts';
import { textKey } from './text-key.ts';

/** Families that a picture would go with. */
const DRAWN = new Set(['geometry', 'contest', 'shapes', 'analysis']);
const MOST_TRIES = 500;
/** How often another template is tried instead of dressing a question up. */
const ANOTHER_SHARE = 0.6;

/** Makes new questions of a source, none of which has the text of an earlier one of any source. */
export interface QuestionMaker {
  /** @param drawn from a family that a picture would go with, where the source has one */
  next(drawn?: boolean): Draft;
}

/** What no new question may repeat; shared by all sources. */
export interface Memory {
  /** Keys of the texts so far. */
  seen: Set<number>;
  likeness: Likeness;
}

export function questionMaker(
  d: Draw,
  source: SourcePlan,
  topics: Plan['topics'],
  memory: Memory,
): QuestionMaker {
  const all = ticketsOf(source.families);
  const pictured = all.filter(([family]) => DRAWN.has(family));
  const make = (tickets: readonly (readonly [string, readonly Template[]])[]): Draft => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const template = d.pick(d.pick(tickets)[1]);
      const made = template.make(d);
      const draft = draftOf(d, source, template, made, topics);
      const question = draft === null ? null : unlike(d, memory, template.name, made.question);
      if (draft !== null && question !== null) return { ...draft, question };
    }
    throw new WinnowError(
      'failed',
      `${source.name}: the templates have no new question left; lower its count in data/sample/plan.json.`,
    );
  };
  return { next: (drawn = false) => make(drawn && pictured.length > 0 ? pictured : all) };
}

/**
 * The question, or the same with a sentence around it where it is too much like an earlier one; null where
 * that does not help either, or where another template had better be tried.
 */
function unlike(d: Draw, { seen, likeness }: Memory, template: string, question: string): string | null {
  for (const text of [question, dressed(d, question)]) {
    const { key, runs } = textKey(text);
    if (!seen.has(key) && likeness.admits(template, runs)) {
      seen.add(key);
      return text;
    }
    if (d.chance(ANOTHER_SHARE)) return null;
  }
  return null;
}

/** One entry for each unit of weight, so that a plain draw is a weighted one. */
function ticketsOf(families: SourcePlan['families']): (readonly [string, readonly Template[]])[] {
  return Object.entries(families).flatMap(([family, weight]) => {
    const templates = Object.hasOwn(FAMILIES, family) ? (FAMILIES[family] ?? []) : [];
    if (templates.length === 0)
      throw new WinnowError(
        'bad-input',
        `data/sample/plan.json: there is no family of templates "${family}".`,
      );
    return Array.from({ length: weight }, () => [family, templates] as const);
  });
}

function draftOf(
  d: Draw,
  source: SourcePlan,
  template: Template,
  made: Made,
  topics: Plan['topics'],
): Draft | null {
  const { domain, name } = template;
  const draft: Draft = {
    question: made.question,
    solution: made.solution,
    answer: made.answer,
    meta: { topic: topics[domain] ?? domain, level: made.level, template: name },
    domain,
    wrong: made.wrong ?? [],
  };
  if (!source.choice) return draft;
  const choice = withOptions(d, made);
  if (choice === null) return null;
  const { options, letter } = choice;
  return {
    ...draft,
    solution: `${made.solution}\n\n${d.say(`So option (${letter}) is right.`, `The correct option is (${letter}).`, `This is option (${letter}).`)}`,
    answer: letter,
    options,
    wrong: options.map((_, i) => 'ABCDE'[i] ?? 'A').filter((other) => other !== letter),
  };
}
