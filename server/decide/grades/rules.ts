import { WinnowError } from '../../../shared/error.ts';
import {
  type AttemptRule,
  attemptRuleSchema,
  type GraderRule,
  graderRuleSchema,
} from '../../../shared/schemas/grade-rules.ts';
import { parser } from '../../algorithms/parser.ts';

const parseAttempts = parser(attemptRuleSchema);
const parseGraders = parser(graderRuleSchema);

/** Parts of a rule; what is undefined takes its default. */
type Some<R> = { [K in keyof R]?: R[K] | undefined };

/**
 * How many attempts are asked for. Where only `samples` is said, no question gets more first attempts than that, and
 * `most` is four times of it.
 * @throws WinnowError `bad-usage`
 */
export function parseAttemptRule(some: Some<AttemptRule>): AttemptRule {
  const rule = asUsage(() => parseAttempts(said(some), 'attempts'));
  const first = some.first ?? Math.min(rule.first, rule.samples);
  return { ...rule, first, most: some.most ?? Math.min(1000, 4 * rule.samples) };
}

/** When the word of a model grader counts. @throws WinnowError `bad-usage` */
export const parseGraderRule = (some: Some<GraderRule>): GraderRule =>
  asUsage(() => parseGraders(said(some), 'the rule of graders'));

const said = (some: object): object =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));

function asUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    if (cause instanceof WinnowError) throw new WinnowError('bad-usage', cause.message);
    throw cause;
  }
}
