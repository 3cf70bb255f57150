import { WinnowError } from '../../../shared/error.ts';
import { nextAfter, noTries, unreachableError } from '../loop/policy.ts';
import type { Failed } from '../provider.ts';
import type { Probe } from '../providers/probe.ts';
import type { OpenedTeacher } from './opened.ts';

/** How long a probe may take before the asking goes on without it. Unit: milliseconds. */
const PROBE_MS = 20_000;

/**
 * Asks the provider about the model before anything is paid for: whether it is there, and what it gives. Every
 * question is free.
 * @returns sentences for the person who decides
 * @throws WinnowError `bad-usage` where this key has no such model; `failed` where nobody would be answered
 */
export async function probed(
  { probe, model, service, provider, redact }: OpenedTeacher,
  prompt: string,
  signal: AbortSignal,
): Promise<string[]> {
  if (probe === undefined) return [];
  const found = await probe(prompt, AbortSignal.any([signal, AbortSignal.timeout(PROBE_MS)]));
  if (found.state === 'trouble') return [troubleOf(found, { service, provider: provider.name, redact })];
  if (found.state === 'unknown') {
    const others = found.others.length === 0 ? '' : `; there are ${found.others.join(', ')}`;
    throw new WinnowError('bad-usage', `${service} does not serve ${model} to this key${others}.`, found);
  }
  return sentencesOf(found);
}

function troubleOf(
  failed: Failed,
  { service, provider, redact }: { service: string; provider: string; redact: (text: string) => string },
): string {
  const next = nextAfter(failed, noTries(), { now: 0, random: 0, provider, redact });
  if (next.next === 'stop' && next.why === 'fatal') throw next.error;
  if (failed.class === 'transient' && failed.unreachable === true)
    throw unreachableError(provider, failed.sent.endpoint, redact);
  return `${service} could not be probed (${redact(failed.message)}); the first replies will show what it gives.`;
}

function sentencesOf({
  version,
  thinks,
  batches,
  outputTokens,
}: Extract<Probe, { state: 'known' }>): string[] {
  const said = [`it is served${version === null ? '' : ` as version ${version}`}`];
  if (thinks !== null) said.push(thinks ? 'it thinks' : 'it gives no thoughts');
  if (batches !== null) said.push(batches ? 'it answers batches' : 'it answers no batches');
  if (outputTokens !== null) said.push(`a reply may have ${outputTokens.toLocaleString('en-US')} tokens`);
  return said;
}
