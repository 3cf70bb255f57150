import type { Detector, Hit } from '../detector.ts';

/**
 * Runs of words that thinking or answer share with a benchmark question, by the matcher that is handed in. An item
 * counts by the words shared with it, or by the share of its n-grams that are held.
 */
export const benchmarkOverlap: Detector = ({ thinking, answer }, rules, { matches }) => {
  if (matches === undefined) return [];
  const { words, containment } = rules['benchmark-overlap'];
  return [thinking, answer].flatMap((field) =>
    matches(field.text)
      .filter((match) => match.sharedWords >= words || match.containment >= containment)
      .flatMap((match): Hit[] =>
        match.spans.map(({ start, end }) => ({
          field,
          start,
          end,
          says: `It shares ${match.sharedWords} words with ${match.id} of ${match.set}.`,
        })),
      ),
  );
};
