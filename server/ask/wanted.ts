import { WinnowError } from '../../shared/error.ts';

/**
 * How many questions are to hold a usable trace; null where a scope is asked about instead.
 * @throws WinnowError `bad-usage`
 */
export function wantedOf({
  untilUsable,
  for: scope,
}: {
  untilUsable?: number | undefined;
  for?: string | undefined;
}): number | null {
  if (untilUsable === undefined) return null;
  if (!Number.isSafeInteger(untilUsable) || untilUsable < 1)
    throw new WinnowError('bad-usage', '--until-usable takes a whole number of at least 1.');
  if (scope === undefined || scope === 'selected') return untilUsable;
  throw new WinnowError(
    'bad-usage',
    '--until-usable walks down selection and reserve by rank: leave out --for.',
  );
}
