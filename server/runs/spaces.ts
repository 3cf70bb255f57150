import { createHash } from 'node:crypto';
import { promptOf } from '../../shared/schemas/question.ts';
import { denseSpace } from '../algorithms/vectors/dense-space.ts';
import { hashedWords } from '../algorithms/vectors/features.ts';
import type { VectorSpace } from '../algorithms/vectors/space.ts';
import { textSpace } from '../algorithms/vectors/text-space.ts';
import type { Tables } from '../db/tables.ts';
import type { SpaceOf } from '../decide/samplers/sampler.ts';

/**
 * Spaces over questions; the last one is kept for who asks for the same.
 * @param distance `text`, or the name of an imported vector
 */
export function spacesOf(tables: Pick<Tables, 'pool' | 'signalVectors'>, distance: string): SpaceOf {
  let last: { ids: readonly string[]; space: VectorSpace } | undefined;
  return (ids) => {
    if (last === undefined || !isSame(last.ids, ids)) {
      const space = distance === 'text' ? textSpace(words(tables, ids)) : vectorSpace(tables, distance, ids);
      last = { ids, space };
    }
    return last.space;
  };
}

/** The words of the prompts, read one after the other. */
function* words({ pool }: Pick<Tables, 'pool'>, ids: readonly string[]): Generator<Uint32Array> {
  for (const id of ids) {
    const [question, options] = pool.text(id) ?? ['', null];
    yield hashedWords(promptOf(question, options === null ? null : (JSON.parse(options) as string[])));
  }
}

/** The same projection whatever the seed of the run is, so that figures of runs can be compared. */
const PROJECTION = 1;

function vectorSpace(
  { signalVectors }: Pick<Tables, 'signalVectors'>,
  name: string,
  ids: readonly string[],
): VectorSpace {
  const vectors = function* () {
    for (const id of ids) yield signalVectors.one(id, name) ?? null;
  };
  return denseSpace(signalVectors.dimensionOf(name) ?? 1, vectors(), PROJECTION);
}

/** A line that pins the vectors from which a run takes distances; none where it takes them from texts. */
export function vectorsSha256({ signalVectors }: Pick<Tables, 'signalVectors'>, distance: string): string[] {
  if (distance === 'text') return [];
  const hash = createHash('sha256');
  for (const { question, floats } of signalVectors.all(distance)) hash.update(`${question} `).update(floats);
  return [`vectors ${distance} ${hash.digest('hex')}`];
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);
