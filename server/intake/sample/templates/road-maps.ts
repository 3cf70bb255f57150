import { range, sum } from '../integers.ts';
import { list } from '../notation.ts';
import type { Template } from '../template.ts';
import { worked } from '../worked.ts';

interface Road {
  from: number;
  to: number;
  length: number;
}

const letter = (i: number): string => 'ABCDEFGHIJ'[i] ?? 'Z';

/** A connected map: a chain through all places, and some more roads. */
function roadMap(
  d: { int(low: number, high: number): number; shuffle<T>(list: readonly T[]): T[] },
  places: number,
  more: number,
): Road[] {
  const order = d.shuffle(range(0, places - 1));
  const lengths = d.shuffle(range(2, 30));
  const roads: Road[] = [];
  const add = (a: number, b: number) => {
    const [from, to] = a < b ? [a, b] : [b, a];
    if (from === to || roads.some((road) => road.from === from && road.to === to)) return;
    roads.push({ from, to, length: lengths[roads.length] ?? 1 });
  };
  for (let i = 1; i < places; i++) add(order[d.int(Math.max(0, i - 2), i - 1)] ?? 0, order[i] ?? 0);
  for (let tries = 0; roads.length < places - 1 + more && tries < 200; tries++)
    add(d.int(0, places - 1), d.int(0, places - 1));
  return roads.sort((x, y) => x.from - y.from || x.to - y.to);
}

const shown = (roads: readonly Road[]): string =>
  list(roads.map(({ from, to, length }) => `${letter(from)}${letter(to)} (${length})`));

const shortestPath: Template = {
  name: 'graphs/shortest-path',
  domain: '90',
  make(d) {
    const level = d.level(2, 4);
    const places = 4 + level;
    const roads = roadMap(d, places, level + 1);
    const goal = places - 1;
    const distance = range(0, places - 1).map((i) => (i === 0 ? 0 : Number.POSITIVE_INFINITY));
    const before: number[] = [];
    const done = new Set<number>();
    const steps: string[] = [];
    while (!done.has(goal)) {
      const near =
        range(0, places - 1)
          .filter((i) => !done.has(i))
          .sort((x, y) => (distance[x] ?? 0) - (distance[y] ?? 0))[0] ?? 0;
      done.add(near);
      const better: string[] = [];
      for (const { from, to, length } of roads) {
        const other = from === near ? to : to === near ? from : -1;
        if (other < 0 || done.has(other)) continue;
        const reached = (distance[near] ?? 0) + length;
        if (reached >= (distance[other] ?? 0)) continue;
        distance[other] = reached;
        before[other] = near;
        better.push(`${letter(other)} in ${distance[near]} + ${length} = ${reached}`);
      }
      if (near !== goal)
        steps.push(
          `The nearest place not yet settled is ${letter(near)} at distance ${distance[near]}. ${better.length > 0 ? `From it we reach ${list(better)}, shorter than what was known before.` : 'Nothing gets shorter through it.'}`,
        );
    }
    const route = [goal];
    while (route[0] !== 0) route.unshift(before[route[0] ?? 0] ?? 0);
    const unit = d.pick(['kilometres', 'minutes', 'miles']);
    return {
      level,
      given: { places, roads: roads.map(({ from, to, length }) => [from, to, length]) },
      question: d.say(
        `A network of roads joins the places ${range(0, goal).map(letter).join(', ')}. The roads, with their lengths in ${unit}, are ${shown(roads)}. How long is the shortest way from A to ${letter(goal)}?`,
        `A delivery van in ${d.word('towns')} can use these streets in both directions (${unit} in brackets): ${shown(roads)}. What is the least number of ${unit} from A to ${letter(goal)}?`,
        `Given the undirected weighted graph with edges ${shown(roads)}, find the length of a shortest path between A and ${letter(goal)}.`,
      ),
      answer: `${distance[goal]}`,
      solution: worked(d, level, {
        why: [
          "We use Dijkstra's algorithm: of all places that are not settled yet, the one with the smallest known distance cannot be reached faster by a detour, so its distance is final.",
          'The algorithm needs lengths that are not negative, which is the case here.',
        ],
        steps: [`We begin in A with distance 0.`, ...steps],
        check: `The route ${route.map(letter).join(' - ')} has the length $${route
          .slice(1)
          .map(
            (to, i) =>
              roads.find((r) => (r.from === to && r.to === route[i]) || (r.to === to && r.from === route[i]))
                ?.length,
          )
          .join(' + ')} = ${distance[goal]}$.`,
        end: `The next nearest place is ${letter(goal)} itself, so the shortest way is ${distance[goal]} ${unit} long.`,
      }),
    };
  },
};

const spanningTree: Template = {
  name: 'graphs/cheapest-network',
  domain: '90',
  make(d) {
    const level = d.level(2, 4);
    const places = 4 + level;
    const roads = roadMap(d, places, level + 2);
    const group = range(0, places - 1);
    const taken: Road[] = [];
    const steps: string[] = [];
    for (const road of [...roads].sort((x, y) => x.length - y.length)) {
      const [a, b] = [group[road.from] ?? 0, group[road.to] ?? 0];
      const name = `${letter(road.from)}${letter(road.to)} (${road.length})`;
      if (a === b) {
        steps.push(`${name} would close a ring and is left out.`);
        continue;
      }
      taken.push(road);
      group.forEach((g, i) => {
        if (g === b) group[i] = a;
      });
      steps.push(`${name} joins two parts that were separate, so it is taken.`);
      if (taken.length === places - 1) break;
    }
    const total = sum(taken.map(({ length }) => length));
    const [what, unit] = d.pick([
      ['water pipes', 'thousand dollars'],
      ['fibre cables', 'days of work'],
      ['footpaths', 'days of work'],
      ['power lines', 'million crowns'],
    ] as const);
    return {
      level,
      given: { places, roads: roads.map(({ from, to, length }) => [from, to, length]) },
      question: d.say(
        `${places} villages ${range(0, places - 1)
          .map(letter)
          .join(
            ', ',
          )} are to be connected by ${what}. Possible connections and their costs (in ${unit}) are ${shown(roads)}. What is the lowest total cost for which every village is connected to every other one, directly or not?`,
        `Find the weight of a minimum spanning tree of the graph on the vertices ${range(0, places - 1)
          .map(letter)
          .join(', ')} with the weighted edges ${shown(roads)}.`,
        `The ${what} of ${d.word('towns')} are being renewed. These pieces may be built, with the effort in ${unit}: ${shown(roads)}. How much effort does it take at least to keep all of ${range(
          0,
          places - 1,
        )
          .map(letter)
          .join(', ')} in one connected network?`,
      ),
      answer: `${total}`,
      solution: worked(d, level, {
        why: [
          "Kruskal's algorithm is sure to find the cheapest network: go through the connections from the cheapest to the dearest and take each one that does not close a ring.",
          'A ring is never needed, because one of its pieces could be dropped without cutting anything off.',
        ],
        steps: [
          `A network without rings on ${places} places has exactly ${places - 1} connections.`,
          steps.join(' '),
        ],
        end: `The cost is $${taken.map(({ length }) => length).join(' + ')} = ${total}$, in ${unit}.`,
      }),
    };
  },
};

export const roadMaps = [shortestPath, spanningTree];
