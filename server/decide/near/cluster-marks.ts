import { UnionFind } from '../../algorithms/similarity/union-find.ts';
import { answerKey } from '../normal-form/answer-key.ts';
import { formMaker } from '../normal-form/form.ts';
import { formKey } from '../normal-form/form-key.ts';
import type { CandidateOptions } from './candidates.ts';
import { findNearDuplicates, type NearText } from './find.ts';

/** What tells whether a question is another once more. */
export interface ClusterText {
  /** Its row number. */
  n: number;
  question: string;
  options: readonly string[] | null;
  answer: string | null;
}

/**
 * Puts questions that are the same, letter by letter or in other words, into clusters; what hangs together by way of
 * others is one cluster too, so that two questions with different marks have nothing to do with each other.
 * @param links pairs that are known to be the same; those of questions that are not among the texts join as well
 * @returns the mark of each question: equal for one cluster, and no other; undefined for one that was never named
 */
export function clusterMarks(
  texts: readonly ClusterText[],
  links: Iterable<{ a: number; b: number }>,
  options: CandidateOptions,
): (n: number) => number | undefined {
  const places = new Map(texts.map(({ n }, place) => [n, place]));
  const pairs: [number, number][] = [];
  const placeOf = (n: number): number => {
    const known = places.get(n) ?? places.size;
    places.set(n, known);
    return known;
  };
  for (const { a, b } of links) pairs.push([placeOf(a), placeOf(b)]);
  for (const { a, b } of findNearDuplicates(nearTexts(texts), options).edges) pairs.push([a, b]);
  const groups = new UnionFind(places.size);
  for (const [a, b] of pairs) groups.unite(a, b);
  return (n) => {
    const place = places.get(n);
    return place === undefined ? undefined : groups.find(place);
  };
}

function nearTexts(texts: readonly ClusterText[]): NearText[] {
  const make = formMaker();
  return texts.map(({ question, options, answer }) => {
    const form = make(question, options).slice();
    return {
      textKey: JSON.stringify([question, options]),
      formKey: formKey(form),
      form,
      answerKey: answerKey(answer, options, make),
    };
  });
}
