import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../server/decide/candidate.ts';
import { quality } from '../../../server/decide/stages/quality.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import { DETECTOR_NAMES, type DetectorName } from '../../../shared/vocabulary/detectors.ts';
import { configFor } from '../candidates.ts';
import { cleanQuestions } from './clean-texts.ts';
import { PLANTED } from './planted.ts';
import { HELD_OUT } from './planted-held-out.ts';
import { HOSTS, type Plants } from './planting.ts';

const look = (settings: object = {}) =>
  quality.prepare(configFor('quality', { rule: 'detectors', ...settings }), null);
const seenBy = (one: Candidate, at = look()) => {
  const outcome = at(one, promptOf(one.question, one.options));
  const findings = outcome.kept ? outcome.notes : [outcome.finding, ...outcome.notes];
  return { dropped: !outcome.kept, reasons: findings.map(({ reason }) => reason as string) };
};

/** Each defect in each host: how many, and the ones that its detector does not see. */
function missed(plants: Plants, name: DetectorName): { planted: number; missed: string[] } {
  const cases = plants[name].flatMap((plant) => HOSTS.map((host) => ({ ...host, ...plant(host) })));
  const at = look();
  return {
    planted: cases.length,
    missed: cases
      .filter((one) => {
        const { dropped, reasons } = seenBy(one, at);
        return !dropped || !reasons.includes(name);
      })
      .map((one) => JSON.stringify([one.question.slice(-120), one.options, one.answer])),
  };
}

const named = DETECTOR_NAMES.filter((name) => name !== 'language');

describe.each([
  ['as the detectors were made with', PLANTED],
  ['held out', HELD_OUT],
])('planted defects, %s', (_half, plants) => {
  it.each(named)('%s is found', (name) => {
    const { planted, missed: left } = missed(plants, name);
    expect(planted).toBeGreaterThanOrEqual(9);
    expect(left.length / planted, left.join('\n')).toBeLessThanOrEqual(0.05);
  });
});

describe('clean texts', () => {
  it('pass: at most 2 % of each kind and of all are dropped', () => {
    const at = look();
    const all = cleanQuestions(30);
    const dropped = all.filter((one) => seenBy(one, at).dropped);
    const said = dropped.map((one) => `${one.id}: ${seenBy(one, at).reasons.join(', ')}`);
    expect(all.length).toBeGreaterThan(900);
    expect(dropped.length / all.length, said.join('\n')).toBeLessThanOrEqual(0.02);
  });
});
