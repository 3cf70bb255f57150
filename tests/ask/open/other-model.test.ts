import { expect, test } from 'vitest';
import { declareEndpoint } from '../../../server/ask/endpoints.ts';
import { NO_KEYS } from '../../../server/ask/keys.ts';
import { collectFromModel } from '../../../server/ask/model/collect.ts';
import { teacherOpener } from '../../../server/ask/open/teacher.ts';
import type { Line } from '../../../server/ask/providers/network.ts';
import { loadShipped } from '../../../server/db/shipped.ts';
import { ASSETS } from '../../helpers/run.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { storeRankedRun, worked } from '../ranked-run.ts';
import { jumpingEffects, scriptedProvider, scriptedTeacher } from '../scripted.ts';

const endpoint = 'http://127.0.0.1:8000/v1';
const OTHER = 'DeepSeek-R1-Distill-Qwen-7B';

/** A server of one's own that lists r1, and answers as whatever it serves. */
const serving =
  (model: string): Line =>
  async (input) => {
    const isList = String(input instanceof Request ? input.url : input).endsWith('/models');
    const message = { reasoning_content: 'We add them: the sum is 4.', content: 'So it is \\boxed{4}.' };
    const body = isList
      ? { data: [{ id: 'r1' }] }
      : {
          ...{ id: 'chat-1', model },
          choices: [{ finish_reason: 'stop', message }],
          usage: { prompt_tokens: 9, completion_tokens: 20 },
        };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  };

async function collected(model: string) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, [worked('a'), worked('b')], 2);
  const shipped = loadShipped(ASSETS.data);
  const declared = { endpoint, host: 'self', model: 'r1', weights: 'deepseek-ai/DeepSeek-R1', by: 'ann' };
  declareEndpoint(workspace, shipped, declared);
  const now = () => workspace.now();
  const openTeacher = teacherOpener({ shipped, keys: NO_KEYS, network: serving(model), clock: () => 0, now });
  const { effects } = jumpingEffects(scriptedTeacher(scriptedProvider(() => null as never)));
  const options = { run, teacher: 'openai', model: 'r1', endpoint, actor: 'tester' };
  const report = await collectFromModel(workspace, options, { ...effects, openTeacher });
  return { workspace, report };
}

test('a server that answers as other weights than those declared: each reply says so, and so does the command', async () => {
  const { workspace, report } = await collected(OTHER);
  expect(report).toMatchObject({ answered: 2, flags: { TERMS_SNAPSHOT_MISSING: 2 } });
  expect(report.warnings).toEqual([
    `2 replies came from ${OTHER}, not from r1: under which licence is not known (TERMS_SNAPSHOT_MISSING). See what the server serves, declare that, and ask it by its own name: winnow terms declare --endpoint ${endpoint} --host self --model ${OTHER} --weights ID --by USER`,
  ]);
  const flags = [...workspace.flags.each({ code: 'TERMS_SNAPSHOT_MISSING' })];
  expect(flags[0]).toMatchObject({
    subject: { type: 'trace' },
    phase: 'response',
    evidence: {
      requested: 'r1',
      model_version: OTHER,
      looked_for: { kind: 'weights', provider: 'self', service: 'self', model: OTHER, weights: null },
    },
    state: 'open',
  });
  const received = workspace.events
    .all()
    .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as { type: string; data: object })
    .filter(({ type }) => type === 'trace.received');
  expect(received.map(({ data }) => data)).toMatchObject([
    { model_version: OTHER },
    { model_version: OTHER },
  ]);
});

test('the very weights under another name of their own are no others', async () => {
  const { report } = await collected('/models/deepseek-ai/DeepSeek-R1-0528');
  expect(report.flags).toEqual({ MODEL_VERSION_UNPINNED: 2 });
  expect(report.warnings).toEqual([]);
});
