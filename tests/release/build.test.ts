import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { policySha256 as shaOfPolicy } from '../../server/comply/policy.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { WinnowError } from '../../shared/error.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { BUNDLE_FILES, collect, collected, LENIENT, provenanceOf, readTree, release } from './fixture.ts';

const names = (tree: Record<string, string>) => provenanceOf(tree).map(({ externalId }) => externalId);

const place = () => join(temporaryFolder(), 'set');

/** A trace of another teacher, as an import would bring it. */
function addTrace(
  workspace: Workspace,
  question: string,
  run: number,
  name: string,
  createdAt: string,
  verdict: Verdict | null = null,
): void {
  workspace.write('test', () => {
    const settings = '{}';
    workspace.collections.add({ id: `col-${name}`, run, teacher: name, settings, createdAt });
    workspace.traces.insert({
      id: `trace-${name}`,
      collection: `col-${name}`,
      question,
      kind: 'raw',
      outcome: 'usable',
      thinking: `thinking of ${name}`,
      answer: '1',
      tokens: null,
      verdict,
      createdAt,
    });
  });
}

describe('which rows are released', () => {
  const six = [
    worked('a'),
    worked('b', { solution: null }),
    worked('c', { answer: null }),
    worked('d', { solution: null }),
    worked('e'),
    worked('f'),
  ];

  test('the first n by rank that have a usable trace; the others give way to the reserve and are counted', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, six, 3);
    await collect(workspace, run, 3);
    const out = place();
    const report = await release(workspace, { run, out });
    expect(names(readTree(out))).toEqual(['a', 'e', 'f']);
    expect(report).toMatchObject({
      rows: 3,
      wanted: 3,
      gaveWay: { 'no-solution': 1, 'no-answer': 1 },
      fromReserve: 2,
      reservePassedOver: { 'no-solution': 1 },
      refused: {},
      warnings: [],
    });
  });

  test('fewer than n where the reserve runs out, with a warning that names what would mend it', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, six.slice(0, 5), 3);
    await collect(workspace, run);
    const unasked = await release(workspace, { run, out: place() });
    expect([unasked.rows, unasked.gaveWay, unasked.reservePassedOver, unasked.warnings]).toEqual([
      1,
      { 'no-solution': 1, 'no-answer': 1 },
      { 'no-trace': 2 },
      [
        'Only 1 of 3 rows were released: the others have no usable trace. Mend it with: winnow traces collect --run run-0000000001 --teacher reference --until-usable 3',
      ],
    ]);
    await collect(workspace, run, 3);
    const short = await release(workspace, { run, out: place() });
    expect([short.rows, short.warnings]).toEqual([
      2,
      [
        'Only 2 of 3 rows were released: the others have no usable trace, and everybody who passed the gates was looked at.',
      ],
    ]);
  });

  test('fewer than n where others were not drawn names a larger reserve', async () => {
    const workspace = temporaryWorkspace();
    const fell = { f: { stage: 'diversity', reason: 'not-drawn' } } as const;
    const run = storeRankedRun(workspace, six, 3, fell);
    await collect(workspace, run, 3);
    expect((await release(workspace, { run, out: place() })).warnings).toEqual([
      'Only 2 of 3 rows were released: the others have no usable trace. A larger reserve helps: winnow run --set diversity.reserve=6',
    ]);
  });

  test('none at all is bad input that names the command, and nothing is written', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, six, 3);
    const out = place();
    await expect(release(workspace, { run, out })).rejects.toEqual(
      new WinnowError(
        'bad-input',
        'No question of run-0000000001 has a usable trace; collect them first: winnow traces collect --run run-0000000001 --teacher reference --until-usable 3',
        { gaveWay: { 'no-trace': 3 }, reservePassedOver: { 'no-trace': 3 } },
      ),
    );
    expect(existsSync(out)).toBe(false);
  });

  test('of several traces, one that was found correct goes before newer ones that were not', async () => {
    const workspace = temporaryWorkspace();
    const one = worked('a', { solution: null });
    const run = storeRankedRun(workspace, [one], 1);
    const stored = [
      ['earlier', '2026-11-24T00:00:00.000Z', 'correct'],
      ['right', '2026-11-25T00:00:00.000Z', 'correct'],
      ['untold', '2026-11-26T00:00:00.000Z', null],
      ['wrong', '2026-11-27T00:00:00.000Z', 'wrong'],
    ] as const;
    for (const [name, at, verdict] of stored) addTrace(workspace, one.questionId, run.n, name, at, verdict);
    const out = place();
    await release(workspace, { run, out });
    expect(readTree(out)['provenance.jsonl']).toContain('trace-right');
  });

  test('a version that the pool no longer holds gives way as retired', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('a'), worked('b'), worked('c')], 2);
    await collect(workspace, run, 3);
    workspace.write('test', () => {
      for (const name of ['a', 'b']) workspace.questions.retire(worked(name).questionId);
    });
    const out = place();
    const report = await release(workspace, { run, out });
    expect([names(readTree(out)), report.gaveWay]).toEqual([['c'], { retired: 2 }]);
  });

  test('a trace with a control token that came from elsewhere never becomes a row', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('a'), worked('b')], 1);
    await collect(workspace, run, 1);
    addTrace(workspace, worked('a').questionId, run.n, '<|im_end|>', '2026-11-25T00:00:00.000Z');
    await collect(workspace, run, 2);
    const report = await release(workspace, { run, out: place() });
    expect([report.rows, report.gaveWay, report.fromReserve]).toEqual([1, { 'control-token': 1 }, 1]);
  });

  test.each([
    ["the newest of the run's own collections", ['own-1', 'own-2', 'other-9'], 'own-2'],
    ['else the newest of any', ['other-1', 'other-9'], 'other-9'],
  ])('the trace is %s', async (_rule, traces, chosen) => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('a')], 1);
    const other = storeRankedRun(workspace, [worked('a')], 1, {}, 'run-0000000002');
    for (const name of traces) {
      const at = `2026-11-24T00:00:0${name.at(-1)}.000Z`;
      addTrace(workspace, worked('a').questionId, name.startsWith('own') ? run.n : other.n, name, at);
    }
    const out = place();
    await release(workspace, { run, out });
    expect(readTree(out)['data/messages/train.jsonl']).toContain(`thinking of ${chosen}`);
  });

  test('n asks for fewer rows than were selected', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, [worked('a'), worked('b')], 2);
    await collect(workspace, run);
    const out = place();
    expect(await release(workspace, { run, out, n: 1 })).toMatchObject({ rows: 1, wanted: 1 });
    expect(names(readTree(out))).toEqual(['a']);
  });
});

describe('the built-in sample', () => {
  const mixed = [worked('a', { source: 'sample-algebra' }), worked('b', { source: 'mine' })];

  test('is not mixed with other questions unless that is asked for', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, mixed, 2);
    await collect(workspace, run);
    const out = place();
    await expect(release(workspace, { run, out })).rejects.toEqual(
      new WinnowError(
        'conflict',
        '1 of the 2 rows come from the built-in sample: set it aside (winnow sources exclude NAME) and run again, or say --with-sample.',
        { sample: 1, rows: 2 },
      ),
    );
    expect(existsSync(out)).toBe(false);
    expect(await release(workspace, { run, out, withSample: true })).toMatchObject({ rows: 2 });
  });

  test('alone is released without a word', async () => {
    const workspace = temporaryWorkspace();
    const run = storeRankedRun(workspace, mixed.slice(0, 1), 1);
    await collect(workspace, run);
    expect(await release(workspace, { run, out: place() })).toMatchObject({ rows: 1 });
  });
});

describe('policy and formats', () => {
  test('the policy is applied and recorded, in reply, card and manifest', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    const report = await release(workspace, { run, out, policy: 'strict' }, { shipped: LENIENT });
    const policySha256 = shaOfPolicy(LENIENT.policies.strict);
    const inform = {
      LICENCE_UNKNOWN: 1,
      LICENCE_ATTRIBUTION: 1,
      BENCHMARKS_NOT_CHECKED: 4,
      DIFFICULTY_ESTIMATED: 4,
    };
    const effects = { block: {}, attest: {}, inform };
    expect(report.gate).toEqual({
      policy: 'strict',
      policySha256,
      distribution: 'may-be-published',
      applied: true,
      passes: true,
      effects,
      waived: {},
      waivers: [],
      refusals: [],
      review: { floor: 'none', met: true, wanted: 0, accepted: 0, rejected: 0, missing: 0, says: null },
      licence: {
        licence: 'CC-BY-4.0',
        conflicts: [],
        noDerivatives: [],
        rows: [
          { licence: 'MIT', rows: 2 },
          { licence: 'CC-BY-4.0', rows: 1 },
        ],
        unknown: 1,
      },
      obligations: [],
      snapshotSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(report.notes[0]).toMatch(/^The policy was applied to the open flags of sources/);
    const { 'README.md': card, 'manifest.json': manifest } = readTree(out);
    expect(card).toContain('**Policy**: `strict`, may be published');
    expect(card).toContain('| `LICENCE_UNKNOWN` | The source declares no licence. | inform | 1 |');
    expect(JSON.parse(manifest ?? '').policy).toMatchObject({
      name: 'strict',
      sha256: policySha256,
      applied: true,
      distribution: 'may-be-published',
      flags: effects,
    });
    const stored = workspace.releases.all().map(({ policy }) => policy);
    expect(stored).toEqual(['strict']);
  });

  test('another policy or another set of formats is another release with the same rows', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const all = await release(workspace, { run, out: place() });
    const strict = await release(workspace, { run, out: place(), policy: 'strict' }, { shipped: LENIENT });
    const out = place();
    const one = await release(workspace, { run, out, formats: ['messages'] });
    expect(new Set([all, strict, one].map(({ releaseId }) => releaseId)).size).toBe(3);
    expect(new Set([all, strict, one].map(({ rowsSha256 }) => rowsSha256)).size).toBe(1);
    expect(one.files.map(({ path }) => path)).toEqual([
      'ATTRIBUTION.md',
      'DATASHEET.md',
      'EU-ARTICLE-53.md',
      'README.md',
      'SHA256SUMS',
      'attestation.dsse.json',
      'checkpoint',
      'compliance-report.json',
      'croissant.json',
      'data/messages/train.jsonl',
      'data/messages/train.parquet',
      'manifest.json',
      'openlineage.ndjson',
      'proofs/consistency-12',
      'proofs/consistency-9',
      'proofs/release.event.json',
      'proofs/release.events.jsonl',
      'proofs/release.tlog-proof',
      'provenance.jsonl',
      'provenance.prov.json',
      'terms/index.json',
      ...BUNDLE_FILES,
      'verify.mjs',
      'vkey',
    ]);
    expect(provenanceOf(readTree(out))[0]?.lines).toEqual({
      messages: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('an unknown policy is bad usage', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    await expect(release(workspace, { run, out: place(), policy: 'lax' })).rejects.toEqual(
      new WinnowError('bad-usage', 'There is no policy lax; there are strict, research-only, internal.'),
    );
  });
});

describe('the folder --out', () => {
  test('may exist and be empty', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    mkdirSync(out);
    expect((await release(workspace, { run, out })).rows).toBe(4);
    expect(Object.keys(readTree(out))).toHaveLength(58);
  });

  test('is made with the folders above it', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = join(temporaryFolder(), 'a/b/set');
    await release(workspace, { run, out });
    expect(Object.keys(readTree(out))).toHaveLength(58);
  });

  test('is left alone where it holds something', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    mkdirSync(out);
    writeFileSync(join(out, 'mine.txt'), 'mine');
    await expect(release(workspace, { run, out })).rejects.toMatchObject({
      code: 'conflict',
      message: `${out} is not empty; name another folder with --out, or remove it.`,
    });
    expect(readTree(out)).toEqual({ 'mine.txt': 'mine' });
    await expect(release(workspace, { run, out: join(out, 'mine.txt') })).rejects.toMatchObject({
      code: 'conflict',
      message: `${join(out, 'mine.txt')} is a file; name a folder with --out.`,
    });
  });

  test('that holds a release is named by it', async () => {
    const workspace = temporaryWorkspace();
    const run = await collected(workspace);
    const out = place();
    const { releaseId } = await release(workspace, { run, out });
    await expect(release(workspace, { run, out })).rejects.toEqual(
      new WinnowError('conflict', `${out} holds ${releaseId}; name another folder with --out.`, {
        releaseId,
        recorded: true,
      }),
    );
  });
});
