import { expect, test } from 'vitest';
import { outlookText } from '../../server/cli/outlook-text.ts';
import { gateOutlook } from '../../server/release/gate.ts';
import { gateFactsOf } from '../../server/release/run-look.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { collected } from '../release/fixture.ts';

test('what strict would still refuse of a release under internal, with what would lift each, and nothing is written', async () => {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const before = workspace.events.count();
  const facts = gateFactsOf(workspace, run, SHIPPED);
  const lines = outlookText(gateOutlook(workspace, facts, SHIPPED.policies.strict)).split('\n');
  expect(lines[0]).toBe(
    'Released under internal, for yourself alone. The policy strict would still refuse these rows',
  );
  expect(lines.slice(1).map((line) => line.trim().split(/ {2,}/).slice(0, 2))).toEqual([
    ['BENCHMARKS_NOT_CHECKED', '4'],
    ['LICENCE_UNKNOWN', '1'],
    ['DIFFICULTY_ESTIMATED', '4'],
    ['reviews', '4'],
  ]);
  expect(outlookText(gateOutlook(workspace, facts, SHIPPED.policies.internal))).toBe(
    'The policy internal would let the same rows pass.',
  );
  expect(workspace.events.count()).toBe(before);
});
