import { WinnowError } from '../../../shared/error.ts';
import type { CollectOrder, Wants } from '../../../shared/schemas/collect-order.ts';
import { attemptsPurpose } from '../../ask/attempts/purpose.ts';
import { gradesPurpose } from '../../ask/grades/purpose.ts';
import { domainLabelling, qualityLabelling } from '../../ask/labels/labelling.ts';
import { labelsPurpose } from '../../ask/labels/purpose.ts';
import type { Purpose } from '../../ask/model/opened.ts';
import { TRACES } from '../../ask/model/traces.ts';
import { loadPrompt } from '../../ask/prompts/load.ts';
import type { Collection } from '../../db/collections.ts';
import { domainTitles } from '../../db/domain-titles.ts';
import type { Workspace } from '../../db/workspace.ts';
import { parseAttemptRule } from '../../decide/grades/rules.ts';

/** The prompt of solvers. */
export const SOLVE = 'solve@1';
const GRADE = 'grade@1';

/** Which of the wants mean something for what is collected. */
const MEANT = {
  traces: [],
  attempts: ['first', 'most', 'threshold'],
  grades: ['what', 'orders'],
  labels: ['what'],
} as const satisfies Record<Collection['purpose'], readonly (keyof Wants)[]>;

/**
 * What a collection is for, by its name and what is wanted of it.
 * @param data the folder `data/`
 * @throws WinnowError `bad-usage` for a want that means nothing there
 */
export function purposeOf(
  workspace: Workspace,
  data: string,
  { collects, samples, ...wants }: Wants & { collects: Collection['purpose'] },
): Purpose {
  refuseOthers(collects, wants);
  const { what, orders = 2, ...rule } = wants;
  if (collects === 'traces') return TRACES;
  if (collects === 'attempts')
    return attemptsPurpose(loadPrompt(data, SOLVE), parseAttemptRule({ ...rule, samples }));
  if (samples !== undefined)
    throw new WinnowError('bad-usage', `How many samples there are of ${collects} is not to be said.`);
  if (collects === 'grades') {
    if (what === 'domain' || what === 'quality') throw unknown(collects, 'attempts or traces');
    return gradesPurpose(workspace, { prompt: loadPrompt(data, GRADE), what: what ?? 'attempts', orders });
  }
  if (what === 'attempts' || what === 'traces') throw unknown(collects, 'domain or quality');
  return labelsPurpose(
    what === 'quality'
      ? qualityLabelling(loadPrompt(data, 'label-quality@1'))
      : domainLabelling(loadPrompt(data, 'label-domain@1'), domainTitles(data)),
  );
}

/** The wants of an order, apart. */
export const wantsOf = ({ what, orders, first, most, threshold }: CollectOrder): Wants =>
  Object.fromEntries(
    Object.entries({ what, orders, first, most, threshold }).filter(([, value]) => value !== undefined),
  );

function refuseOthers(collects: Collection['purpose'], wants: Wants): void {
  const meant: readonly string[] = MEANT[collects];
  const other = Object.entries(wants).find(([name, value]) => value !== undefined && !meant.includes(name));
  if (other !== undefined)
    throw new WinnowError('bad-usage', `"${other[0]}" means nothing for ${collects}; leave it out.`);
}

const unknown = (collects: string, words: string): WinnowError =>
  new WinnowError('bad-usage', `Of ${collects}, "what" is ${words}.`);
