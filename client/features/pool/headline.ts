import { ANY_FLAG, LONGEST, NO_LICENCE } from '../../../shared/vocabulary/pool.ts';
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
  if (kept === 'false') return 'not selected';
  if (reason === 'reserve') return 'in reserve';
  if (reason === 'not-drawn') return 'passed every gate and not drawn';
  const at = stage !== undefined && isStage(stage) ? ` at ${stageName(stage).toLowerCase()}` : '';
  if (reason !== undefined) return `fell${at}: ${reasonName(reason)}`;
  if (at !== '') return stage === 'diversity' ? 'that reached the draw' : `fell${at}`;
  return passed !== undefined && isStage(passed) ? `left after ${stageName(passed).toLowerCase()}` : '';
}

function limitsOf(filter: PoolFilter, domainTitle: string | undefined): string[] {
  const { source, domain, area, length, difficulty, q, license, flag, mark, tag, review, also } = filter;
  return [
    source === undefined ? '' : `from ${source}`,
    domain === undefined ? '' : `in ${domainTitle ?? domain}`,
    license === undefined ? '' : license === NO_LICENCE ? 'without a licence' : `under ${license}`,
    filter.import === undefined ? '' : `of ${filter.import}`,
    also === undefined ? '' : `that ${also} selects too`,
    area === undefined ? '' : 'in an area of the map',
    length === undefined ? '' : `of ${lengthSaid(length)} tokens`,
    difficulty === undefined ? '' : `of difficulty ${difficulty.replace('-', ' to ')}`,
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

/** `100-400` -> `100 to 400`; what has no end of its own ends at LONGEST. */
export const lengthSaid = (range: string): string =>
  range.endsWith(`-${LONGEST}`)
    ? `${range.slice(0, -1 - String(LONGEST).length)} or more`
    : range.replace('-', ' to ');
