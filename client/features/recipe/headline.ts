import { WinnowError } from '../../../shared/error.ts';
import type { Run } from '../../../shared/schemas/decision.ts';
import type { Preview } from '../../../shared/schemas/preview.ts';
import { count, counted } from '../../lib/format.ts';

/** The sentence at the head of the lab. */
export function labHeadline(
  preview: Pick<Preview, 'selected' | 'pool' | 'added' | 'removed'> | undefined,
  { runId, selected, pool }: Pick<Run, 'runId' | 'selected' | 'pool'>,
): string {
  if (preview === undefined) return `What would another recipe select than ${runId}?`;
  const { added, removed } = preview;
  if (added.count + removed.count === 0)
    return `${count(preview.selected)} of ${counted(pool, 'question')} would be selected, the same as in ${runId}`;
  const total = preview.selected === selected ? '' : ` instead of ${count(selected)}`;
  return `${count(preview.selected)} would be selected${total}: ${count(added.count)} come in, ${count(removed.count)} go out`;
}

/** The faults that a server found, at the places of their settings; those that can not be placed are not among them. */
export function serverFaults(error: Error | null): Map<string, string> {
  const faults = new Map<string, string>();
  if (!(error instanceof WinnowError)) return faults;
  const stage = /(?:stage \d+, |, )([a-z]+):/.exec(error.message)?.[1];
  const { faults: listed } = (error.details ?? {}) as { faults?: unknown };
  const sentences = Array.isArray(listed) ? listed.map(String) : [error.message.split(`${stage}: `)[1] ?? ''];
  for (const sentence of sentences) {
    const [, key, rest] = /^([A-Za-z]+)[.:\d]* (.*)$/.exec(sentence) ?? [];
    if (stage !== undefined && key !== undefined && rest !== undefined)
      faults.set(`${stage}.${key}`, rest.charAt(0).toUpperCase() + rest.slice(1));
  }
  return faults;
}
