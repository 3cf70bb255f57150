import type { Place } from '../../../shared/schemas/explanation.ts';
import type { Cause, CauseCount } from '../../../shared/schemas/run-diff.ts';
import { reasonName, stageName } from '../../lib/stages.ts';

/** What a change is put down to, in a few words: `quality.longest`, `the seed`, `what is known: attempts`. */
export function causeName({ kind, stage, key }: Pick<Cause, 'kind' | 'stage' | 'key'>): string {
  if (kind === 'seed') return 'seed';
  if (kind === 'code') return 'another version of the program';
  if (kind === 'evidence') return key === 'evidence' ? 'what is known' : `what is known: ${key}`;
  if (kind === 'pool') return 'the pool';
  if (stage === null) return key;
  return key === 'stage' ? `the stage ${stage}` : `${stage}.${key}`;
}

/** The same with its values, and with what else it took. */
export function causeSaid(cause: Cause): string {
  const { kind, from, to, together = [] } = cause;
  const values = kind === 'recipe' || kind === 'seed' ? `: ${valueSaid(from)} → ${valueSaid(to)}` : '';
  return `${causeName(cause)}${values}${togetherSaid(together)}`;
}

export const togetherSaid = (together: CauseCount['together']): string =>
  together.length === 0 ? '' : ` with ${together.map(causeName).join(', ')}`;

/** The same of the key of a cause, as an address has it. */
export const causeKeySaid = (key: string): string =>
  key
    .split('+')
    .map((one) =>
      one
        .split(':')
        .filter((part) => part !== '')
        .slice(-2)
        .join('.'),
    )
    .join(' with ');

/** A value of a setting in a few characters. */
export function valueSaid(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 6 });
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Where a question stands, in words. */
export function placeSaid(place: Place | null): string {
  if (place === null) return 'not in the pool';
  const { stage, reason, rank } = place;
  if (reason === null) return `selected${rank === null ? '' : `, rank ${rank.toLocaleString('en-US')}`}`;
  if (reason === 'reserve') return `reserve, rank ${(rank ?? 0).toLocaleString('en-US')}`;
  if (stage === 'diversity') return reasonName(reason);
  return `${stageName(stage).toLowerCase()}: ${reasonName(reason)}`;
}
