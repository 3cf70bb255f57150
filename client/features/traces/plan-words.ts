import type { CollectPlan, CostRange, ForeseenOutlook } from '../../../shared/schemas/collect-plan.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import { count, counted, dollars } from '../../lib/format.ts';
import { isStage, stageName } from '../../lib/stages.ts';
import { addressOf } from '../../lib/urls.ts';

/** Whom a scope is about, in words. */
export function scopeSaid(scope: string): string {
  if (scope === 'selected') return 'The selected';
  if (scope === 'reserve') return 'The reserve';
  if (scope === 'pool') return 'The whole pool';
  const stage = scope.slice(SURVIVORS.length);
  return scope.startsWith(SURVIVORS) && isStage(stage)
    ? `Left after ${stageName(stage).toLowerCase()}`
    : scope;
}

const SURVIVORS = 'survivors:';

/** Where the questions that would be asked about are listed. */
export function scopeHref(run: string, scope: string): string {
  if (scope === 'selected') return addressOf('/pool', { run, kept: 'true' });
  if (scope === 'reserve') return addressOf('/pool', { run, stage: 'diversity', reason: 'reserve' });
  if (scope === 'pool') return addressOf('/pool', { run });
  return addressOf('/pool', { run, passed: scope.slice(SURVIVORS.length) });
}

/** An estimate in dollars: cents, from ten on none, and where there are not even cents two digits that tell something. */
function roundly(usd: number): string {
  if (usd >= 10) return `$${count(usd)}`;
  if (usd >= 0.01) return `$${usd.toFixed(2)}`;
  return usd < 0.0001 ? '$0' : `$${Number(usd.toPrecision(2))}`;
}

export const rangeSaid = ({ low, high }: CostRange): string => `${roundly(low)} to ${roundly(high)}`;

/** About how much, or that nobody knows before the first replies. */
export const aboutSaid = (usd: CostRange | null): string =>
  usd === null ? 'not known yet' : usd.high === 0 ? 'free' : `about ${roundly(usd.mean)}`;

/** The sentence at the head of a plan. */
export function planHeadline({ toAsk, model, usd, priceRow, refusals }: CollectPlan): string {
  if (toAsk === 0) return `Nothing is left to ask ${model}`;
  const cost =
    usd === null
      ? priceRow === null
        ? '; no price is known'
        : '; what they cost is known once the first replies are there'
      : usd.high === 0
        ? ' are free'
        : ` cost ${aboutSaid(usd)} (${rangeSaid(usd)})`;
  const refused = refusals.some(({ error }) => error === 'refused') ? '; flags stand in the way' : '';
  return `${counted(toAsk, 'call')} of ${model}${cost}${refused}`;
}

const RELEASABLE: Readonly<Record<ForeseenOutlook['releasable'], string>> = {
  yes: 'they could be released as they are',
  'with-attestation': 'they could be released where a named person attests it',
  'with-permission': 'they could be released with a written permission of the provider alone',
  never: 'they could never be released',
};

export const outlookSaid = ({ releasable }: ForeseenOutlook): string => RELEASABLE[releasable];

/** How long something still takes. */
export function leftSaid(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s left`;
  if (seconds < 6000) return `${Math.ceil(seconds / 60)} min left`;
  return `${(seconds / 3600).toFixed(1)} h left`;
}

/** How workers stand to a collection. @param unserved addresses that none of them calls */
export function workersSaid(
  { connected, leased, waiting }: NonNullable<NonNullable<JobItem['progress']>['workers']>,
  unserved: readonly string[],
): string {
  const who = connected === 0 ? 'No worker is connected' : `${counted(connected, 'worker')} connected`;
  const what = waiting === 0 ? '' : `, ${counted(waiting, 'call')} waiting for one`;
  const held = leased === 0 ? '' : `, ${counted(leased, 'call')} with ${connected === 1 ? 'it' : 'them'}`;
  const where =
    unserved.length === 0 || connected === 0 ? '' : ` None of them calls ${unserved.join(' or ')}.`;
  return `${who}${held}${what}.${where}`;
}

/** How far a job is, part by part. */
export function jobSaid({ done, total, progress, budgetUsd }: JobItem): string[] {
  const said = [`${count(done)}${total === null ? '' : ` of ${count(total)}`} done`];
  if (progress === null) return said;
  const { spentUsd, expectedUsd, perMinute, secondsLeft, inFlight, usdPerAnswer } = progress;
  said.push(
    `${dollars(spentUsd)} spent${expectedUsd === null ? '' : ` of about ${dollars(expectedUsd)}`}${budgetUsd === null ? '' : `, ceiling ${dollars(budgetUsd)}`}`,
  );
  if (usdPerAnswer !== null) said.push(`${dollars(usdPerAnswer)} an answer`);
  if (perMinute > 0) said.push(`${count(perMinute)} a minute`);
  if (inFlight > 0) said.push(`${count(inFlight)} under way`);
  if (secondsLeft !== null) said.push(leftSaid(secondsLeft));
  return said;
}
