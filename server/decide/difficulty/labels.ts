import { type Attempt, type Evidence, isTeacher } from '../candidate.ts';

/** A question as its labels are read. */
export interface Labelled {
  source: string;
  /** As the source states it. */
  level: string | null;
  evidence: Evidence;
}

/** Something that says how hard a question is, on a scale of its own. */
export interface Label {
  /** Place of the question. */
  row: number;
  /** Labels of one group are on one scale: the levels of a source, or the verdicts on a solver. */
  group: string;
  /** More is harder. Unit: that of the group; the share of wrong attempts for a solver. */
  value: number;
  isAttempt: boolean;
}

/** Every label of every question, one by one: its level, and for each solver the share of graded attempts that are wrong. */
export function* labelsOf(questions: Iterable<Labelled>, teachers: readonly string[]): Generator<Label> {
  let row = 0;
  for (const { source, level, evidence } of questions) {
    const stated = levelLabel(source, level, evidence.level);
    if (stated !== null) yield { row, ...stated, isAttempt: false };
    for (const { model, share } of wrongShares(evidence.attempts, teachers))
      yield { row, group: `solver ${model}`, value: share, isAttempt: true };
    row++;
  }
}

/** An imported level stands over the one that the source states, and is on one scale whatever the source. */
function levelLabel(
  source: string,
  stated: string | null,
  imported: string | null,
): { group: string; value: number } | null {
  const own = imported ?? stated;
  const level = own === null ? null : levelNumber(own);
  if (level === null) return null;
  const whose = imported === null ? `level of ${source}` : 'imported level';
  return { group: level.shape === '#' ? whose : `${whose} (${level.shape})`, value: level.value };
}

/** Words of a level, easiest first; those of a line are alike. */
const WORDS: readonly (readonly string[])[] = [
  ['trivial', 'introductory', 'beginner', 'elementary'],
  ['easy', 'basic', 'simple'],
  ['medium', 'intermediate', 'moderate', 'normal'],
  ['hard', 'difficult', 'advanced', 'challenging'],
  ['expert', 'olympiad', 'insane', 'extreme'],
];

/**
 * A level as a number, larger for harder: the one number in it (`Level 3`, `4.25`, `1800`), or what its word stands
 * for (`Hard`, `IMO-easy`). `shape` is what is around the number, so that `Level 3` and `Grade 3` are kept apart.
 * Null where there is no such number or word, or several.
 */
export function levelNumber(level: string): { value: number; shape: string } | null {
  if (level.length > 64) return null;
  const parts = /^([^\d]*)(\d{1,9}(?:\.\d{1,9})?)([^\d]*)$/.exec(level.trim().toLowerCase());
  if (parts !== null) {
    const [, before = '', number = '', after = ''] = parts;
    return before.endsWith('-')
      ? null
      : { value: Number(number), shape: `${before}#${after}`.replace('level #', '#') };
  }
  const words = level.toLowerCase().split(/[^a-z]+/);
  const places = WORDS.flatMap((alike, place) => (alike.some((word) => words.includes(word)) ? [place] : []));
  const [place] = places;
  if (place === undefined || places.length > 1) return null;
  return { value: words.includes('very') ? place * 2 + Math.sign(place - 2) : place * 2, shape: 'word' };
}

/** Share of wrong ones among the attempts that are graded correct or wrong, for each solver; others do not count. */
function wrongShares(
  attempts: readonly Attempt[],
  teachers: readonly string[],
): { model: string; share: number }[] {
  if (attempts.length === 0) return [];
  const tally = new Map<string, { wrong: number; graded: number }>();
  for (const { model, verdict } of attempts) {
    if ((verdict !== 'correct' && verdict !== 'wrong') || isTeacher(model, teachers)) continue;
    const { wrong, graded } = tally.get(model) ?? { wrong: 0, graded: 0 };
    tally.set(model, { wrong: wrong + (verdict === 'wrong' ? 1 : 0), graded: graded + 1 });
  }
  return [...tally].map(([model, { wrong, graded }]) => ({ model, share: wrong / graded }));
}
