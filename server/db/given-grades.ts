import { reviewedText } from '../comply/reviewed-text.ts';
import type { GivenGrade } from '../decide/grades/graders.ts';
import { gradedSubject } from './grades.ts';
import { lastWords, type Review } from './reviews.ts';
import type { Tables } from './tables.ts';

export type GradeReader = Pick<Tables, 'grades' | 'facts' | 'reviews' | 'queues' | 'questions' | 'traces'>;

/** What tells whether grades came, or judgements that count as some, or went. */
export const gradesStamp = ({ grades, reviews }: Pick<Tables, 'grades' | 'reviews'>): string =>
  `${grades.count()} ${reviews.stampOf('trace')}`;

/**
 * Every verdict on an attempt or a trace: those of graders, those that people brought, and what people judged of
 * traces in blind queues. Who saw a grader's verdict before says nothing of how far that grader agrees with people.
 */
export function* givenGrades(tables: GradeReader): Generator<GivenGrade> {
  yield* tables.grades.verdicts();
  const blind = new Map<string, boolean>();
  const isBlind = (id: string): boolean => {
    const known = blind.get(id) ?? tables.queues.byId(id)?.blind === true;
    blind.set(id, known);
    return known;
  };
  const byQuestion = new Map<string, Review[]>();
  for (const review of tables.reviews.ofAspect('trace')) {
    if (review.queue === null || !isBlind(review.queue)) continue;
    const others = byQuestion.get(review.question);
    if (others === undefined) byQuestion.set(review.question, [review]);
    else others.push(review);
  }
  for (const [question, reviews] of byQuestion) yield* judgedTraces(tables, question, reviews);
}

/** The last words of people on the traces of a question; the last word of an adjudicator stands alone. */
function* judgedTraces(
  { questions, traces }: GradeReader,
  id: string,
  reviews: readonly Review[],
): Generator<GivenGrade> {
  const question = questions.byId(id);
  if (question === undefined) return;
  for (const trace of traces.all(id)) {
    const text = reviewedText(question.contentSha256, trace);
    const words = lastWords(reviews.filter(({ textSha256 }) => textSha256 === text));
    const final = words.filter((one) => one.final === 1);
    for (const { reviewer, decision } of final.length > 0 ? final : words)
      if (decision !== 'skip')
        yield {
          subject: gradedSubject({ attempt: null, trace: trace.id }),
          origin: 'human',
          grader: reviewer,
          prompt: null,
          sample: 0,
          verdict: decision === 'accept' ? 'correct' : 'wrong',
        };
  }
}
