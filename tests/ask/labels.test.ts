import { expect, test } from 'vitest';
import { domainLabelling, qualityLabelling } from '../../server/ask/labels/labelling.ts';
import { labelsPurpose } from '../../server/ask/labels/purpose.ts';
import type { Call } from '../../server/ask/provider.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import { shipped } from './prompts/shipped.ts';
import { worked } from './ranked-run.ts';
import { blocked, reply } from './scripted.ts';
import { askedFor } from './solving.ts';

const TITLES = new Map([
  ['11', 'Number theory'],
  ['physics', 'Physics'],
  ['unknown', 'Unknown'],
]);
const domain = labelsPurpose(domainLabelling(shipped('label-domain@1'), TITLES));
const quality = labelsPurpose(qualityLabelling(shipped('label-quality@1')));
const codeOf = ({ prompt }: Call) => /The code of this task is ([0-9a-f]{16})/.exec(prompt)?.[1] ?? '';
const says = (call: Call, said: object) =>
  reply(call, { answer: JSON.stringify({ code: codeOf(call), ...said }) });

test('a domain of the list is stored as a signal; what is not on it, or not exactly asked for, is none', async () => {
  const questions = ['a', 'b', 'c', 'd', 'e'].map((name) => worked(name));
  const ids = questions.map(({ questionId }) => questionId);
  const { workspace, collect, provider } = askedFor(domain, questions, (call) => {
    switch (ids.indexOf(call.question ?? '')) {
      case 0:
        return says(call, { domain: '11' });
      case 1:
        return says(call, { domain: 'magic' });
      case 2:
        return reply(call, { answer: 'domain: 11' });
      default:
        return blocked(call, 'safety');
    }
  });
  workspace.signals.put({ question: ids[4] ?? '', name: 'domain', value: 'law' });
  const report = await collect();
  expect(report).toMatchObject({
    asked: 4,
    answered: 3,
    blocked: { safety: 1 },
    pending: 0,
    traces: { in: 0, usable: 0, dropped: {} },
    labels: { '11': 1, none: 2 },
  });
  expect(provider.served[0]?.system).toContain('11: Number theory\nphysics: Physics');
  const labels = loadEvidence(workspace);
  expect(ids.map((id) => labels(id, () => ({ question: '', options: null, answer: null })).label)).toEqual([
    '11',
    null,
    null,
    null,
    'law',
  ]);
});

test('an imported label takes the place of a collected one, and a collected one that of neither', async () => {
  const question = worked('a');
  const { workspace, collect } = askedFor(domain, [question], (call) => says(call, { domain: '11' }));
  await collect();
  const signal = { question: question.questionId, name: 'domain' };
  expect(workspace.signals.put({ ...signal, value: 'law' })).toBe(true);
  expect(workspace.signals.put({ ...signal, value: 'law' })).toBe(false);
  expect(workspace.signals.label({ ...signal, value: '11' }, 1)).toBe(false);
  expect(workspace.signals.of(question.questionId)).toMatchObject([{ name: 'domain', value: 'law' }]);
  expect(await collect()).toMatchObject({ asked: 1, pending: 0, labels: { none: 1 } });
});

test('a quality label is a JSON object with its defects and why', async () => {
  const question = worked('a');
  const { workspace, collect } = askedFor(quality, [question], (call) =>
    says(call, { reasoning: 'A figure is missing.', defects: ['refers-elsewhere'], quality: 'poor' }),
  );
  expect(await collect()).toMatchObject({ labels: { poor: 1 } });
  const [signal] = workspace.signals.of(question.questionId);
  expect([signal?.name, JSON.parse(signal?.value ?? '')]).toEqual([
    'quality',
    { quality: 'poor', defects: ['refers-elsewhere'], why: 'A figure is missing.' },
  ]);
});
