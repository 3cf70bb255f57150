import type { Evidence } from '../../../shared/schemas/decision.ts';
import { type Span, spansIn } from '../../lib/spans.ts';
import { wordDiff } from '../../lib/word-diff.ts';

/** Spans of a text that evidence points at, in order and apart from each other; what does not fit is left out. */
export const spansOf = (evidence: Evidence, length: number): Span[] =>
  spansIn(Array.isArray(evidence.spans) ? evidence.spans : [evidence], length);

/** Where the words of `wanted` stand in `text`, in any case and spacing. */
export function wordsIn(text: string, wanted: readonly string[]): Span[] {
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const spans: Span[] = [];
  for (const run of wanted) {
    const sought = run
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const at = words.findIndex(
      (_, i) => sought.length > 0 && sought.every((word, j) => words[i + j]?.word === word),
    );
    const first = words[at];
    const last = words[at + sought.length - 1];
    if (first !== undefined && last !== undefined) spans.push({ start: first.start, end: last.end });
  }
  return spansIn(spans, text.length);
}

/** The attempts that evidence names. */
export const attemptsOf = (evidence: Evidence): { model: string; verdict: string }[] =>
  Array.isArray(evidence.attempts)
    ? evidence.attempts.flatMap((attempt: unknown) =>
        typeof attempt === 'object' && attempt !== null && 'model' in attempt
          ? [{ model: String(attempt.model), verdict: 'verdict' in attempt ? String(attempt.verdict) : '' }]
          : [],
      )
    : [];

/** A list of words under a name of the evidence. */
export const namesOf = (evidence: Evidence, name: string): string[] => {
  const list = evidence[name];
  return Array.isArray(list) ? list.map(String) : [];
};

export const numberOf = (evidence: Evidence, name: string): number | null => {
  const value = evidence[name];
  return typeof value === 'number' ? value : null;
};

/** Where two texts differ by words: in the first, and in the second. */
export function differing(before: string, after: string): { gone: Span[]; fresh: Span[] } {
  const [gone, fresh]: [Span[], Span[]] = [[], []];
  let [inBefore, inAfter] = [0, 0];
  for (const { kind, text } of wordDiff(before, after)) {
    if (kind === 'gone') gone.push({ start: inBefore, end: inBefore + text.length });
    if (kind === 'new') fresh.push({ start: inAfter, end: inAfter + text.length });
    if (kind !== 'new') inBefore += text.length;
    if (kind !== 'gone') inAfter += text.length;
  }
  return { gone, fresh };
}
