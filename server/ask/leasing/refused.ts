import type { Failed, Replied } from '../provider.ts';
import { oneLine } from '../providers/text.ts';

/** What a worker has of its own, and may be refused for where others are not. */
const OF_WORKER: Partial<Record<Extract<Failed, { class: 'fatal' }>['cause'], string>> = {
  key: 'refuses its key',
  'not-allowed': 'does not allow its key to do that',
  billing: 'asks for billing to be set up for its key',
  region: 'does not serve the place that it calls from',
  credentials: 'finds no credentials of its machine that hold',
};

/** What the provider says is shown up to here. Unit: characters. */
const SAID_MOST = 300;

/** Why a call was refused that another worker may be allowed to make, in one line; null where it was not. */
export function refusedFor(provider: string, result: Replied | Failed): string | null {
  if (result.state !== 'trouble' || result.class !== 'fatal') return null;
  const says = OF_WORKER[result.cause];
  return says === undefined
    ? null
    : `${provider} ${says}. It said: ${oneLine(result.message).slice(0, SAID_MOST)}`;
}
