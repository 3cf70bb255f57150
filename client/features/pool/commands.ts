import { quoted } from '../../lib/shell.ts';
import type { PoolFilter } from '../../lib/urls.ts';
import type { PoolOrder } from './columns.ts';

/** How each filter is called on the command line. */
const FLAGS: Readonly<Record<keyof PoolFilter, string>> = {
  q: '--contains',
  source: '--source',
  domain: '--domain',
  stage: '--stage',
  reason: '--reason',
  passed: '--passed',
  kept: '--kept',
  license: '--license',
  flag: '--flag',
  mark: '--mark',
  tag: '--tag',
  review: '--review',
  import: '--import',
  also: '--also',
  area: '--area',
  length: '--length',
  difficulty: '--difficulty',
};

function filterFlags(filter: PoolFilter): string[] {
  return Object.entries(filter).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const flag = FLAGS[name as keyof PoolFilter];
    if (name === 'kept') return [value === 'true' ? flag : '--not-kept'];
    return [flag, quoted(String(value))];
  });
}

/** The command that prints the same rows. */
export const rowsCommand = (runId: string, filter: PoolFilter, { sort, desc }: PoolOrder): string =>
  [
    'decisions',
    '--run',
    runId,
    ...filterFlags(filter),
    ...(sort === undefined ? [] : ['--sort', sort]),
    ...(desc ? ['--desc'] : []),
  ].join(' ');

/** The command that says the same of the same questions. */
export const markCommand = (
  kind: 'pin' | 'exclude' | 'tag',
  {
    runId,
    filter,
    name,
    why,
    by,
  }: { runId: string; filter: PoolFilter; name: string; why: string; by: string | undefined },
): string =>
  [
    kind,
    '--run',
    runId,
    ...filterFlags(filter),
    ...(kind === 'tag' ? ['--as', quoted(name || 'NAME')] : []),
    '--by',
    quoted(by || 'NAME'),
    '--why',
    quoted(why || 'TEXT'),
  ].join(' ');
