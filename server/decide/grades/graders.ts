import type { GraderRule } from '../../../shared/schemas/grade-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { graderCounts, type Kappa, kappa } from './kappa.ts';

/** A verdict of a model or a person, about an attempt or a trace. */
export interface GivenGrade {
  subject: string;
  origin: 'model' | 'human';
  grader: string;
  /** Name and version of the prompt of a model. */
  prompt: string | null;
  /** In which order the texts were shown. */
  sample: number;
  verdict: Verdict;
}

/** How a model under a prompt agrees with people, and whether its word counts. */
export interface Agreement extends Kappa {
  grader: string;
  prompt: string;
  /** Attempts and traces that it graded. */
  graded: number;
  counts: boolean;
  says: string;
}

/** What a grader and people say of the same subject. */
export interface BothJudged {
  subject: string;
  verdict: Verdict;
  people: Verdict;
}

export interface Weighed {
  /** One for each model and prompt, by name. */
  graders: Agreement[];
  /** What a grader and people both judged, in the order in which the grader did; nothing of a grader that is not there. */
  bothOf: (grader: string, prompt: string) => BothJudged[];
  /** What anybody said something of, in the order in which it came. */
  subjects: string[];
  /**
   * The verdict that stands on a subject: that of people, else that of the graders that count, where they agree;
   * null where nobody says anything that counts.
   */
  verdictOf: (subject: string) => Verdict | null;
}

/**
 * Weighs all grades of a workspace. Of each person and subject the last verdict counts, of several people the verdict
 * of most of them; a model must give the same verdict in every order in which it was shown the texts, else it could
 * not tell.
 * @param rules a grader counts where it meets all of them
 */
export function weighGrades(grades: Iterable<GivenGrade>, ...rules: readonly GraderRule[]): Weighed {
  const people = new Map<string, Map<string, Verdict>>();
  const models = new Map<string, { grader: string; prompt: string; said: Map<string, Verdict[]> }>();
  const subjects = new Set<string>();
  for (const { subject, origin, grader, prompt, sample, verdict } of grades) {
    subjects.add(subject);
    if (origin === 'human') {
      of(people, subject, () => new Map<string, Verdict>()).set(grader, verdict);
      continue;
    }
    const name = JSON.stringify([grader, prompt]);
    const model = of(models, name, () => ({
      grader,
      prompt: prompt ?? '',
      said: new Map<string, Verdict[]>(),
    }));
    of(model.said, subject, (): Verdict[] => [])[sample] = verdict; // of one order the last word counts
  }
  const human = new Map([...people].map(([subject, said]) => [subject, ofMost([...said.values()])]));
  const graders = [...models.values()].map(({ grader, prompt, said }) => {
    const verdicts = new Map([...said].map(([subject, inOrders]) => [subject, sameOf(inOrders)]));
    const both = bothJudged(verdicts, human);
    return { verdicts, both, agreement: agreementOf({ grader, prompt }, verdicts.size, both, rules) };
  });
  graders.sort((a, b) => (nameOf(a.agreement) < nameOf(b.agreement) ? -1 : 1));
  return {
    graders: graders.map(({ agreement }) => agreement),
    bothOf: (grader, prompt) => {
      const found = graders.find(({ agreement: of }) => of.grader === grader && of.prompt === prompt);
      return [...(found?.both ?? [])];
    },
    subjects: [...subjects],
    verdictOf(subject) {
      const said = human.get(subject) ?? null;
      if (said !== null) return said;
      const counted = graders
        .filter(({ agreement }) => agreement.counts)
        .flatMap(({ verdicts }) => verdicts.get(subject) ?? []);
      return counted.length === 0 ? null : sameOf(counted.filter((verdict) => verdict !== 'unverifiable'));
    },
  };
}

function bothJudged(
  verdicts: ReadonlyMap<string, Verdict>,
  human: ReadonlyMap<string, Verdict | null>,
): BothJudged[] {
  return [...verdicts].flatMap(([subject, verdict]) => {
    const people = human.get(subject) ?? null;
    return people === null ? [] : [{ subject, verdict, people }];
  });
}

function agreementOf(
  name: { grader: string; prompt: string },
  graded: number,
  both: readonly BothJudged[],
  rules: readonly GraderRule[],
): Agreement {
  const found = kappa(both.map(({ verdict, people }) => [verdict, people]));
  const weighed = rules.map((rule) => graderCounts(found, rule));
  const stood = weighed.find(({ counts }) => !counts) ?? weighed.at(-1) ?? NO_RULE;
  return { ...name, graded, ...found, ...stood };
}

const NO_RULE = { counts: true, says: 'No agreement with people is asked for.' };

const nameOf = ({ grader, prompt }: Agreement): string => JSON.stringify([grader, prompt]);

/** The one verdict of all; `unverifiable` where they differ, or there is none. */
function sameOf(verdicts: readonly Verdict[]): Verdict {
  const said = new Set(verdicts.filter((verdict) => verdict !== undefined)); // an order may not be asked yet
  const [first] = said;
  return said.size === 1 && first !== undefined ? first : 'unverifiable';
}

/** The verdict of most people; null for a tie. */
function ofMost(verdicts: readonly Verdict[]): Verdict | null {
  const counts = new Map<Verdict, number>();
  for (const verdict of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}

function of<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
