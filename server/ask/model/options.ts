import { WinnowError } from '../../../shared/error.ts';
import type { ModelOptions, OpenedTeacher } from './opened.ts';

/** @throws WinnowError `bad-usage` for a number that makes no sense */
export function checkOptions(options: ModelOptions): void {
  whole('--samples', options.samples, 1000);
  whole('--concurrency', options.concurrency, 10_000);
  whole('--rpm', options.rpm, 1e9);
  whole('--tpm', options.tpm, 1e12);
  const { budgetUsd } = options;
  if (budgetUsd !== undefined && !(Number.isFinite(budgetUsd) && budgetUsd >= 0 && budgetUsd < 1e9))
    throw new WinnowError('bad-usage', '--budget-usd takes a sum in dollars, as in --budget-usd 12.50.');
}

/** @throws WinnowError `bad-usage` where no worker could be reached, or none could make a batch */
export function checkWorkers({ byWorkers, batch }: ModelOptions, { board }: { board?: unknown }): void {
  if (byWorkers !== true) return;
  if (batch === true)
    throw new WinnowError(
      'bad-usage',
      'Workers make one call at a time: leave out either workers or batches.',
    );
  if (board === undefined)
    throw new WinnowError(
      'bad-usage',
      'Workers lease their calls from a server: start the collection there, as by "Plan a collection".',
    );
}

/** @throws WinnowError `bad-usage` for a ceiling over a model without a price */
export function checkPrice(
  { service, model, pricing }: OpenedTeacher,
  { budgetUsd }: Pick<ModelOptions, 'budgetUsd'>,
): void {
  if (budgetUsd === undefined || pricing !== null) return;
  throw new WinnowError(
    'bad-usage',
    `--budget-usd can not be kept: no price of ${model} at ${service} is known. Leave it out, or add the price to data/prices.`,
  );
}

function whole(name: string, value: number | undefined, most: number): void {
  if (value === undefined) return;
  if (!Number.isSafeInteger(value) || value < 1 || value > most)
    throw new WinnowError('bad-usage', `${name} takes a whole number from 1 to ${most}.`);
}
