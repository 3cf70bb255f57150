import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { importFiles } from '../../server/intake/import-files.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { eventsOf, fileOf, jsonLines, places } from './files.ts';

/** A workspace with questions 1 and 2 of source s and 2 of source t; our ids by `source/external id`. */
async function pool(): Promise<{ workspace: Workspace; ids: Map<string, string> }> {
  const workspace = temporaryWorkspace();
  const records = [
    ['s', 1],
    ['s', 2],
    ['t', 2],
  ].map(([source, id]) => ({ source, id, question: `${source}${id}` }));
  await importFiles(workspace, [fileOf('p.jsonl', jsonLines(...records))]);
  const names = [...workspace.questions.names()];
  return {
    workspace,
    ids: new Map(names.map(({ id, source, externalId }) => [`${source}/${externalId}`, id])),
  };
}

const load = (workspace: Workspace, text: string) =>
  importSignals(workspace, [fileOf('signals.jsonl', text)], 'me');

describe('importSignals', () => {
  test('attempts and values, by the import’s id or ours; numbers keep their digits', async () => {
    const { workspace, ids } = await pool();
    const [one = '', two = ''] = [ids.get('s/1'), ids.get('t/2')];
    const report = await load(
      workspace,
      `{"id":1,"attempts":[{"model":"m","answer":1.10,"verdict":"wrong"},{"model":"n","answer":null,"text":"t","tokens":7,"extra":1}]}
       {"id":"${two}","domain":"Number theory","level":2.50,"tokens":4096,"signals":{"score":0.10,"seen":true,"none":null}}`,
    );
    expect(report).toEqual({
      attempts: 2,
      signals: 5,
      questions: 2,
      unknown: 0,
      unknownIds: [],
      rejected: 0,
      rejections: [],
      warnings: [],
      seconds: 0,
    });
    expect(workspace.attempts.of(one)).toEqual([
      { question: one, model: 'm', answer: '1.10', text: null, tokens: null, verdict: 'wrong' },
      { question: one, model: 'n', answer: null, text: 't', tokens: 7, verdict: null },
    ]);
    expect(workspace.signals.of(two).map(({ name, value }) => [name, value])).toEqual([
      ['domain', 'Number theory'],
      ['level', '2.50'],
      ['score', '0.10'],
      ['seen', 'true'],
      ['trace_tokens', '4096'],
    ]);
    expect(eventsOf(workspace).at(-1)).toMatchObject({
      type: 'signals.imported',
      data: {
        attempts: 2,
        signals: 5,
        questions: 2,
        unknown: 0,
        rejected: 0,
        files: [{ name: 'signals.jsonl' }],
      },
    });
  });

  test('the same file twice adds nothing; equal samples of one model are all kept', async () => {
    const { workspace, ids } = await pool();
    const sample = { model: 'm', answer: '4', verdict: 'correct' };
    const lines = jsonLines(
      { id: '1', attempts: [sample, sample] },
      { id: '1', attempts: [sample], domain: 'law' },
    );
    expect(await load(workspace, lines)).toMatchObject({ attempts: 3, signals: 1, questions: 1 });
    const events = workspace.events.count();
    expect(await load(workspace, lines)).toMatchObject({ attempts: 0, signals: 0, questions: 1 });
    expect(workspace.events.count()).toBe(events);
    expect(workspace.attempts.of(ids.get('s/1') ?? '')).toHaveLength(3);
  });

  test('of a named value the last one counts', async () => {
    const { workspace, ids } = await pool();
    expect(
      await load(workspace, jsonLines({ id: '1', domain: 'law' }, { id: '1', domain: 'physics' })),
    ).toMatchObject({ signals: 2 });
    expect(workspace.signals.of(ids.get('s/1') ?? '')).toMatchObject([{ value: 'physics' }]);
  });

  test('an id of several sources needs the source', async () => {
    const { workspace, ids } = await pool();
    const report = await load(
      workspace,
      jsonLines({ id: 2, domain: 'law' }, { id: 2, source: 't', domain: 'law' }),
    );
    expect(report).toMatchObject({ signals: 1, rejected: 1, unknown: 0 });
    expect(places(report.rejections)).toEqual(['1 @0 ambiguous-id']);
    expect(workspace.signals.of(ids.get('t/2') ?? '')).toHaveLength(1);
  });

  test('ids that are not in the pool are counted and listed', async () => {
    const { workspace } = await pool();
    const report = await load(
      workspace,
      jsonLines({ id: 'x' }, { id: 'y' }, { id: 'x' }, { id: '1', source: 'nope' }),
    );
    expect(report).toMatchObject({ questions: 0, unknown: 3, unknownIds: ['x', 'y', '1'] });
    expect(report.warnings).toEqual(['3 ids are not in the pool and were passed over: x, y, 1.']);
  });

  test('lines that do not fit are rejected by place and reason', async () => {
    const { workspace } = await pool();
    const report = await load(
      workspace,
      `${jsonLines(
        { domain: 'law' },
        { id: '1', attempts: [{ answer: 'no model' }] },
        { id: '1', attempts: [{ model: 'm', verdict: 'maybe' }] },
        { id: '1', tokens: -1 },
        { id: '1', signals: { domain: 'law' } },
        { id: '1', signals: { nested: {} } },
      )}nope\n{"id":"1","level":"3"}\n{"id":"1","tokens":9007199254740993}\n`,
    );
    expect(report.rejections.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '1 missing-id',
      '2 wrong-type',
      '3 wrong-type',
      '4 wrong-type',
      '5 wrong-type',
      '6 wrong-type',
      '7 not-json',
      '9 wrong-type',
    ]);
    expect(report.rejections[4]?.message).toBe(
      'The signal domain has a field of its own: write "domain" beside the id.',
    );
    expect(report).toMatchObject({ rejected: 8, signals: 1 });
  });
});

describe('signals of one’s own', () => {
  test('numbers, truth values, labels and vectors, each with its origin: that of the line, else the file', async () => {
    const { workspace, ids } = await pool();
    const two = ids.get('t/2') ?? '';
    const report = await load(
      workspace,
      `${jsonLines({ id: 1, origin: 'rm-7b', signals: { reward: 0.5, seen: false, topic: 'sets' } })}{"id":"${two}","signals":{"reward":1e0,"at":[1,0.5,-2]}}\n`,
    );
    expect(report).toMatchObject({ signals: 5, rejected: 0 });
    expect(workspace.signals.of(ids.get('s/1') ?? '')).toEqual(
      [
        ['reward', '0.5', 'number'],
        ['seen', 'false', 'boolean'],
        ['topic', 'sets', 'label'],
      ].map(([name, value, kind]) => ({ question: ids.get('s/1'), name, value, kind, origin: 'rm-7b' })),
    );
    expect(workspace.signals.of(two)).toMatchObject([
      { name: 'reward', kind: 'number', origin: 'signals.jsonl' },
    ]);
    expect(workspace.signalVectors.of(two)).toEqual([{ name: 'at', dimension: 3, origin: 'signals.jsonl' }]);
    expect([...(workspace.signalVectors.one(two, 'at') ?? [])]).toEqual([1, 0.5, -2]);
  });

  test('a name has one kind, and a vector one dimension: what differs is rejected by name', async () => {
    const { workspace } = await pool();
    await load(workspace, jsonLines({ id: 1, signals: { reward: 0.5, at: [1, 2] } }));
    const report = await load(
      workspace,
      `${jsonLines(
        { id: 1, signals: { reward: 'high' } },
        { id: 1, signals: { reward: [1] } },
        { id: 1, signals: { at: [1, 2, 3] } },
        { id: 1, signals: { at: [] } },
        { id: 1, signals: { at: [1, 'a'] } },
        { id: 1, signals: { at: [[1]] } },
      )}{"id":1,"signals":{"reward":1e999}}\n{"id":1,"signals":{"at":[1,1e300]}}\n`,
    );
    expect(report).toMatchObject({ signals: 0, rejected: 8 });
    expect(report.rejections.map(({ reason }) => reason)).toEqual(Array(8).fill('wrong-type'));
    expect(report.rejections[0]?.message).toBe(
      'The signal reward is a number elsewhere, and here a label; give it another name.',
    );
    expect(report.rejections[2]?.message).toBe(
      'The signal at is a vector of 2 dimensions elsewhere, and here a vector of 3 dimensions; give it another name.',
    );
  });
});
