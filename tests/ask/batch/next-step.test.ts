import { describe, expect, it } from 'vitest';
import {
  DEADLINE_MS,
  KEPT_MS,
  nextStep,
  POLL_MS,
  type Standing,
  standingOf,
  UNSEEN_MS,
  WATCHED_MS,
} from '../../../server/ask/batch/next-step.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const NEW: Standing = {
  jobName: null,
  since: NOW,
  namedAt: null,
  cancelledAt: null,
  maybeMadeAt: null,
  seen: null,
  notBefore: 0,
  troubles: 0,
};
const MADE: Standing = { ...NEW, jobName: 'batches/1', namedAt: NOW };
const nowhere = { at: NOW, state: 'nowhere' } as const;
const running = { at: NOW, state: 'running' } as const;
const late = { at: NOW + DEADLINE_MS, state: 'pending' } as const;

describe('nextStep(standing, now)', () => {
  it.each<[string, Standing, number, ReturnType<typeof nextStep>]>([
    ['looks for a new one first', NEW, 0, { do: 'look-for' }],
    ['makes one that is nowhere', { ...NEW, seen: nowhere }, 0, { do: 'make' }],
    [
      'does nothing before a pause is over',
      { ...NEW, notBefore: NOW + 5 },
      0,
      { do: 'wait', until: NOW + 5 },
    ],
    [
      'waits where one may have been made',
      { ...NEW, seen: nowhere, maybeMadeAt: NOW },
      0,
      { do: 'wait', until: NOW + POLL_MS },
    ],
    ['looks for it again then', { ...NEW, seen: nowhere, maybeMadeAt: NOW }, POLL_MS, { do: 'look-for' }],
    [
      'makes it when it was out of sight for long',
      { ...NEW, seen: nowhere, maybeMadeAt: NOW - UNSEEN_MS },
      0,
      { do: 'make' },
    ],
    [
      'gives up what could not be made in time',
      { ...NEW, seen: nowhere },
      DEADLINE_MS,
      { do: 'give-up', end: 'never-made' },
    ],
    ['looks at one that it knows', MADE, 0, { do: 'look' }],
    ['waits for the next look', { ...MADE, seen: running }, 1, { do: 'wait', until: NOW + POLL_MS }],
    ['looks again', { ...MADE, seen: running }, POLL_MS, { do: 'look' }],
    ['cancels a late one', { ...MADE, seen: late }, DEADLINE_MS, { do: 'cancel' }],
    [
      'watches a cancelled one',
      { ...MADE, seen: late, cancelledAt: late.at },
      DEADLINE_MS + POLL_MS,
      { do: 'look' },
    ],
    [
      'leaves a cancelled one that goes on',
      { ...MADE, seen: late, cancelledAt: late.at - WATCHED_MS },
      DEADLINE_MS,
      { do: 'give-up', end: 'overdue' },
    ],
    ...(['succeeded', 'partial', 'failed', 'cancelled', 'expired'] as const).map(
      (state): [string, Standing, number, ReturnType<typeof nextStep>] => [
        `takes what one holds that ${state}`,
        { ...MADE, seen: { at: NOW, state }, cancelledAt: NOW },
        5,
        { do: 'take' },
      ],
    ),
    [
      'gives up one out of reach when results are kept no more',
      { ...MADE, troubles: 3, notBefore: NOW + KEPT_MS + 1 },
      KEPT_MS,
      { do: 'give-up', end: 'gone' },
    ],
    ['tries an old one at least once', MADE, KEPT_MS, { do: 'look' }],
  ])('%s', (_name, standing, after, step) => {
    expect(nextStep(standing, NOW + after)).toEqual(step);
  });
});

describe('standingOf(shard, now, fresh)', () => {
  const shard = {
    displayName: 'd',
    keys: [],
    jobName: null,
    intendedAt: 5,
    namedAt: null,
    cancelledAt: null,
  };

  it('takes a shard of an earlier process for one that may have been made', () => {
    expect(standingOf(shard, NOW, true)).toEqual(NEW);
    expect(standingOf(shard, NOW, false)).toEqual({ ...NEW, maybeMadeAt: NOW });
    expect(standingOf({ ...shard, jobName: 'batches/1', namedAt: NOW }, NOW, false)).toEqual(MADE);
  });
});
