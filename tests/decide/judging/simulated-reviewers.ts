import { seededRandom } from '../../../server/algorithms/random.ts';
import { likeliest } from '../../../server/decide/judging/error-model.ts';
import { groupModels } from '../../../server/decide/judging/group-models.ts';
import { type JudgedItem, planOverlap } from '../../../server/decide/judging/overlap-plan.ts';

/** Who judges what in a simulation. */
export interface World {
  /** Domains: items of each, and what is added to everybody's chance of error there. */
  domains: readonly { items: number; harder: number }[];
  /** Chance of error of each person. */
  people: readonly number[];
  /** Share of the items that are to be accepted. */
  accept: number;
  seed: number;
}

/** What came of it: judgements given, and the share of final verdicts that are right. */
export interface Outcome {
  judgements: number;
  right: number;
}

const VALUES = ['accept', 'reject'] as const;

/** People of a world who say something of an item when asked; the same is said however they are asked. */
function reviewersOf({ domains, people, accept, seed }: World) {
  const truth = seededRandom(`truth ${seed}`);
  const items = domains.flatMap(({ items: n, harder }, domain) =>
    Array.from({ length: n }, (_, i) => ({
      ...{ id: `${domain}-${String(i).padStart(4, '0')}`, group: `domain ${domain}`, harder },
      value: truth.next() < accept ? 0 : 1,
    })),
  );
  const words = new Map(
    items.map(({ id, value, harder }) => {
      const random = seededRandom(`${seed} ${id}`);
      const turns = people.map((error, person) => ({ error, person, place: random.next() }));
      const asked = turns.sort((a, b) => a.place - b.place);
      return [id, asked.map(({ error }) => (random.next() < error + harder ? 1 - value : value))];
    }),
  );
  return { items, say: (id: string, turn: number): number => words.get(id)?.[turn] ?? 0 };
}

/** The same number of people on every item; the verdict is what most of them say. */
export function fixedOverlap(world: World, overlap: number): Outcome {
  const { items, say } = reviewersOf(world);
  const right = items.filter(({ id, value }) => {
    const same = Array.from({ length: overlap }, (_, turn) => say(id, turn)).filter((one) => one === value);
    return same.length > overlap / 2;
  });
  return { judgements: overlap * items.length, right: right.length / items.length };
}

/** One person on every item, and more where the plan asks for them; it looks again after so many more judgements. */
export function risingOverlap(world: World, rule: { upTo: number; sure: number }): Outcome {
  const { items, say } = reviewersOf(world);
  const state = items.map(({ id, group }): JudgedItem & { said: [number[]]; first: [number] } => ({
    ...{ id, group, least: 1, held: 0, mayRise: true },
    said: [VALUES.map(() => 0)],
    first: [-1],
  }));
  let wanted: ReadonlyMap<string, number> = new Map(state.map(({ id, least }) => [id, least]));
  let [judgements, since] = [0, 0];
  for (;;) {
    const next = state.find(
      ({ id, said: [counts] }) => (counts[0] ?? 0) + (counts[1] ?? 0) < (wanted.get(id) ?? 0),
    );
    if (next !== undefined) {
      const [counts] = next.said;
      const word = say(next.id, (counts[0] ?? 0) + (counts[1] ?? 0));
      counts[word] = (counts[word] ?? 0) + 1;
      if (next.first[0] === -1) next.first[0] = word;
      judgements += 1;
      since += 1;
    }
    if (next !== undefined && since < Math.max(8, judgements / 20)) continue;
    if (next === undefined && since === 0) break;
    wanted = planOverlap(state, rule).people;
    since = 0;
  }
  const verdicts = new Map<string, number>();
  for (const { model, of } of groupModels(state, ({ said, first }) => ({
    said: said[0],
    first: first[0],
  })).values())
    for (const { id, said } of of) verdicts.set(id, likeliest(model, said[0]).value);
  const right = items.filter(({ id, value }) => verdicts.get(id) === value);
  return { judgements, right: right.length / items.length };
}
