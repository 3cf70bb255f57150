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

function limitsOf(
  { source, domain, area, length, difficulty, q }: PoolFilter,
  domainTitle: string | undefined,
): string[] {
  return [
    source === undefined ? '' : `from ${source}`,
    domain === undefined ? '' : `in ${domainTitle ?? domain}`,
    area === undefined ? '' : 'in an area of the map',
    length === undefined ? '' : `of ${length.replace('-', ' to ')} tokens`,
    difficulty === undefined ? '' : `of difficulty ${difficulty.replace('-', ' to ')}`,
    q === undefined ? '' : `with “${q}”`,
  ];
}
