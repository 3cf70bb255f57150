import { describe, expect, test } from 'vitest';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { storeRankedRun, worked } from './ranked-run.ts';
import {
  jumpingEffects,
  optionsOf,
  REPLY_COSTS,
  reply,
  type Script,
  scriptedProvider,
  scriptedTeacher,
} from './scripted.ts';

const many = (n: number) => Array.from({ length: n }, (_, i) => worked(`q${i}`));

function setUp(n: number, script: Script, teacherSays: Parameters<typeof scriptedTeacher>[1] = {}) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, many(n), n);
  const provider = scriptedProvider(script);
  const teacher = scriptedTeacher(provider, teacherSays);
  return { workspace, run, provider, teacher, ...jumpingEffects(teacher) };
}

const callsOf = (workspace: Workspace, collection: string) => [...workspace.calls.of(collection)];

describe('collectFromModel', () => {
  test('asks about the selected, stores what comes back and reports it from the rows', async () => {
    const { workspace, run, provider, effects } = setUp(10, (call) => reply(call));
    const report = await collectFromModel(workspace, optionsOf(run), effects);
    expect(report).toEqual({
      collectionId: expect.stringMatching(/^col-[0-9a-f]{16}$/),
      runId: run.report.runId,
      teacher: 'openai',
      service: 'scripted',
      model: 'scripted-model',
      asked: 10,
      answered: 10,
      blocked: {},
      unusable: {},
      failed: {},
      pending: 0,
      spentUsd: (10 * REPLY_COSTS) / 1e6,
      unsettledUsd: 0,
      tokens: { prompt: 100, thoughts: 1000, answer: 200 },
      flags: {},
      traces: { in: 10, usable: 10, dropped: {} },
      lost: 0,
      retried: 0,
      walk: null,
      retired: 0,
      warnings: [],
      seconds: 0,
    });
    expect(provider.costs()).toBe(10 * REPLY_COSTS);
    expect(callsOf(workspace, report.collectionId)).toHaveLength(10);
  });
});
