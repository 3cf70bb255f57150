import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool } from './pool-with-run.ts';
import { startServer } from './server.ts';

test('GET /audit answers what is on record about an id or a sentence, and how far the log reaches', async () => {
  const workspace = temporaryWorkspace();
  const ids = storePool(workspace, plan(5));
  const { api } = await startServer(workspace);
  const of = async (q: string) => (await api(`/audit?q=${encodeURIComponent(q)}`)).body;
  expect(await of(ids[2] ?? '')).toMatchObject({
    matches: [{ found: { kind: 'question' }, question: { questionId: ids[2] }, events: [] }],
    isCut: false,
    log: { origin: workspace.log, events: workspace.events.count(), signed: null },
  });
  expect(await of('  ')).toMatchObject({ query: '', matches: [] });
  expect(await of('a sentence that nobody wrote')).toMatchObject({ matches: [] });
  const sentence = workspace.questions.byId(ids[0] ?? '')?.question ?? '';
  expect(await of(sentence.replaceAll(' ', '   '))).toMatchObject({ matches: [{ found: { kind: 'text' } }] });
});
