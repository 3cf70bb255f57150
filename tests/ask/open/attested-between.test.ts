import { expect, test } from 'vitest';
import { attest } from '../../../server/ask/attest.ts';
import { NO_KEYS } from '../../../server/ask/keys.ts';
import { collectFromModel } from '../../../server/ask/model/collect.ts';
import { teacherOpener } from '../../../server/ask/open/teacher.ts';
import type { Line } from '../../../server/ask/providers/network.ts';
import { termsOfCall } from '../../../server/db/call-terms.ts';
import { loadShipped } from '../../../server/db/shipped.ts';
import { termsTold } from '../../../server/release/audit/traces.ts';
import { ASSETS } from '../../helpers/run.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { storeRankedRun, worked } from '../ranked-run.ts';
import { jumpingEffects, scriptedProvider, scriptedTeacher } from '../scripted.ts';

const KEY = 'AIzaSyTEST-0123456789abcdefghijklmnopqrs';
let replies = 0;

/** A Gemini that knows its models, counts tokens, and answers. */
const gemini: Line = async (input) => {
  const url = String(input instanceof Request ? input.url : input);
  const parts = [
    { text: `We add them, for the ${++replies}th time.`, thought: true },
    { text: 'It is \\boxed{4}.' },
  ];
  const body = url.includes(':countTokens')
    ? { totalTokens: 9 }
    : url.includes(':generateContent')
      ? {
          candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP' }],
          usageMetadata: { promptTokenCount: 9, thoughtsTokenCount: 20, candidatesTokenCount: 5 },
          ...{ modelVersion: 'gemini-3.8-flash', responseId: `r-${replies}` },
        }
      : { name: 'models/gemini-3.8-flash', thinking: true, supportedGenerationMethods: ['generateContent'] };
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
};

test('each trace keeps what had been attested when its call left, whatever was attested since', async () => {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, [worked('a')], 1);
  const shipped = loadShipped(ASSETS.data);
  const keys = { ...NO_KEYS, gemini: KEY };
  const now = () => workspace.now();
  const openTeacher = teacherOpener({ shipped, keys, network: gemini, clock: () => 0, now });
  const { effects } = jumpingEffects(scriptedTeacher(scriptedProvider(() => null as never)));
  const collect = (samples: number) =>
    collectFromModel(
      workspace,
      { run, teacher: 'gemini', samples, actor: 'tester' },
      { ...effects, openTeacher },
    );
  const say = (tier: 'paid' | 'unpaid') =>
    attest(workspace, { provider: 'gemini', key: KEY, tier, region: 'US', use: 'traces', actor: 'tester' })
      .id;

  const first = await collect(1);
  const unpaid = say('unpaid');
  await collect(2);
  const paid = say('paid');
  const third = await collect(3);
  expect([first.answered, third.answered, third.collectionId]).toEqual([1, 3, first.collectionId]);

  const [asked] = workspace.asks.of(first.collectionId);
  const traces = workspace.traces.all(asked?.question ?? '').sort((a, b) => a.sample - b.sample);
  expect(traces.map(({ call }) => termsOfCall(workspace, call)?.attestation)).toEqual([null, unpaid, paid]);
  expect(traces.map((one) => termsTold(workspace, shipped.terms, one).attestation)).toEqual([
    null,
    unpaid,
    paid,
  ]);
  const codes = traces.map(({ id }) => [...workspace.flags.each({ subject: id })].map(({ code }) => code));
  expect(codes.map((of) => of.includes('TIER_UNATTESTED'))).toEqual([true, false, false]);
  expect(codes.map((of) => of.includes('UNPAID_TIER_DATA_USE'))).toEqual([true, true, false]);
});
