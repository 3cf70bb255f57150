import { ANY_FLAG, NO_LICENCE } from '../../../shared/vocabulary/pool.ts';
import { counted } from '../../lib/format.ts';
import { isStage, reasonName, stageName } from '../../lib/stages.ts';
import type { PoolFilter } from '../../lib/urls.ts';

/** The sentence over the table: how many rows there are and what they have in common. */
export function headlineOf(
  filter: PoolFilter,
  count: number | undefined,
  domainTitle: string | undefined,
): string {
  const many = count === undefined ? 'Questions' : counted(count, 'question');
  return [many, outcomeOf(filter), ...limitsOf(filter, domainTitle)].filter((part) => part !== '').join(' ');
}

function outcomeOf({ kept, stage, reason, passed }: PoolFilter): string {
  if (kept === 'true') return 'selected';
  if (reason === 'reserve') return 'in reserve';
  if (reason === 'not-drawn') return 'passed every gate and not drawn';
  const at = stage !== undefined && isStage(stage) ? ` at ${stageName(stage).toLowerCase()}` : '';
  if (reason !== undefined) return `fell${at}: ${reasonName(reason)}`;
  if (at !== '') return stage === 'diversity' ? 'that reached the draw' : `fell${at}`;
  return passed !== undefined && isStage(passed) ? `left after ${stageName(passed).toLowerCase()}` : '';
}

function limitsOf(filter: PoolFilter, domainTitle: string | undefined): string[] {
  const { source, domain, q, license, flag, mark, tag, review } = filter;
  return [
    source === undefined ? '' : `from ${source}`,
    domain === undefined ? '' : `in ${domainTitle ?? domain}`,
    license === undefined ? '' : license === NO_LICENCE ? 'without a licence' : `under ${license}`,
    range('of', filter.minLength, filter.maxLength, ' tokens'),
    range('of difficulty', filter.minDifficulty, filter.maxDifficulty, ''),
    flag === undefined ? '' : flag === ANY_FLAG ? 'with open flags' : `flagged ${flag}`,
    mark === undefined ? '' : mark === 'pin' ? 'that are pinned' : 'that are excluded by hand',
    tag === undefined ? '' : `tagged ${tag}`,
    review === undefined
      ? ''
      : review === 'none'
        ? 'that nobody judged'
        : `that reviewers ${REVIEWED[review] ?? review}`,
    q === undefined ? '' : `with “${q}”`,
  ];
}

const REVIEWED: Readonly<Record<string, string>> = { split: 'judged this way and that' };

function range(of: string, from: string | undefined, to: string | undefined, unit: string): string {
  if (from === undefined && to === undefined) return '';
  if (to === undefined) return `${of} ${from} or more${unit}`;
  return from === undefined || from === '0'
    ? `${of} less than ${to}${unit}`
    : `${of} ${from} to ${to}${unit}`;
}
