import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorkspace, type Workspace } from '../../../server/db/workspace.ts';
import { audit } from '../../../server/release/audit/audit.ts';
import type { ReleaseReport } from '../../../server/release/report.ts';
import { recordJob } from '../../../server/release/training/job.ts';
import { parseMetrics } from '../../../server/release/training/metrics.ts';
import { SHIPPED } from '../../comply/facts.ts';
import { collected, release } from '../fixture.ts';

const WEIGHTS = 'weights that were trained';
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
let workspace: Workspace;
let report: ReleaseReport;

beforeAll(async () => {
  let ids = 0;
  workspace = openWorkspace(join(folder, 'workspace'), {
    now: () => new Date('2026-11-24T00:00:00.000Z'),
    randomHex: (bytes) => (++ids).toString(16).padStart(bytes * 2, '0'),
    pid: 1,
    waitMs: 2000,
  });
  const run = await collected(workspace);
  report = await release(workspace, { run, out: join(folder, 'set') });
});

afterAll(() => {
  workspace.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What train.py writes. */
function lines(some: { begin?: object; rest?: object[] } = {}): object[] {
  const { releaseId, datasetRoot, rows } = report;
  const about = { release: releaseId, datasetRoot, model: 'Qwen/Qwen2.5-1.5B-Instruct', revision: 'abc' };
  const begin = { event: 'begin', version: 1, ...about, method: 'full', gpus: 1, rows, epochs: 5, steps: 2 };
  return [
    { ...begin, ...some.begin },
    { event: 'step', step: 1, seconds: 1.5, loss: 1.25, grad_norm: 3 },
    { event: 'step', step: 2, seconds: 3, loss: 0.75 },
    { event: 'step', step: 2, seconds: 3.5, eval_loss: 0.9, epoch: 1 },
    ...(some.rest ?? [
      { event: 'end', step: 2, seconds: 4, peakBytes: 1000 },
      { event: 'weights', files: [{ path: 'model.safetensors', sha256: sha256(WEIGHTS), bytes: 25 }] },
    ]),
  ];
}

const bytesOf = (records: readonly object[]) =>
  Buffer.from(records.map((one) => `${JSON.stringify(one)}\n`).join(''));
const record = (bytes: Uint8Array, hash: string | null = sha256(WEIGHTS)) =>
  recordJob(
    workspace,
    { name: 'm.jsonl', bytes },
    { model: 'student', by: 'ann', hashOf: () => Promise.resolve(hash) },
  );

describe('a training by its metrics file', () => {
  test('that was killed and taken up again took as long as its parts together', () => {
    const [begin = {}, ...rest] = lines();
    const killed = [begin, { event: 'step', step: 1, seconds: 2.5, loss: 2 }];
    expect(parseMetrics(bytesOf([...killed, begin, ...rest]), 'm.jsonl')).toMatchObject({
      seconds: 6.5,
      loss: { first: 2 },
    });
  });

  test('is recorded once with its weights, and an audit leads from a file of weights to the release', async () => {
    const bytes = bytesOf(lines());
    const job = await record(bytes);
    expect(job).toMatchObject({
      isNew: true,
      jobId: `training-${sha256(bytes).slice(0, 16)}`,
      releaseId: report.releaseId,
      datasetRoot: report.datasetRoot,
      name: 'student',
      base: { model: 'Qwen/Qwen2.5-1.5B-Instruct', revision: 'abc' },
      steps: 2,
      seconds: 4,
      loss: { first: 1.25, last: 0.75, validation: 0.9 },
      checked: 1,
      by: 'ann',
    });
    expect(await record(bytes)).toEqual({ ...job, isNew: false });
    const { isNew: _, ...told } = job;
    for (const query of [sha256(WEIGHTS), job.jobId, report.releaseId])
      expect(audit(workspace, SHIPPED.terms, query)).toMatchObject({ trainings: [told] });
    const [match] = audit(workspace, SHIPPED.terms, `${report.releaseId}:1`).matches;
    expect(match?.trainings).toEqual([told]);
    expect(match?.events.filter(({ type }) => type === 'training.job')).toMatchObject([
      {
        name: 'ann',
        data: { job: job.jobId, dataset_root: report.datasetRoot, metrics_sha256: sha256(bytes) },
      },
    ]);
    expect(workspace.blobs.get(Buffer.from(job.metricsSha256, 'hex'))).toEqual(bytes);
  });

  test.each<[string, () => Uint8Array, RegExp]>([
    [
      'cut',
      () => bytesOf(lines()).subarray(0, -9),
      /^m\.jsonl: the last line is cut; copy the file again\.$/,
    ],
    ['empty', () => Buffer.from(''), /^m\.jsonl is empty; it holds no training\.$/],
    [
      'of something else',
      () => Buffer.from('{"loss": 1}\n'),
      /^m\.jsonl, line 1: is no line of a metrics file of train\.py/,
    ],
    ['no JSON', () => Buffer.from('<html>\n'), /^m\.jsonl, line 1: is not JSON; copy the file again\.$/],
    ['in Latin-1', () => Buffer.from([0x7b, 0xe9, 0x0a]), /^m\.jsonl is not UTF-8/],
    [
      'of a training that did not end',
      () => bytesOf(lines({ rest: [] })),
      /no weights are named, so the training/,
    ],
    [
      'of another version',
      () => bytesOf(lines({ begin: { version: 2 } })),
      /^m\.jsonl, line 1: version must be 1\.$/,
    ],
    [
      'of a release of another workspace',
      () => bytesOf(lines({ begin: { release: `release-${'0'.repeat(16)}` } })),
      /^m\.jsonl tells of release-0000000000000000, which was not made in this workspace/,
    ],
    [
      'of other rows',
      () => bytesOf(lines({ begin: { datasetRoot: 'a'.repeat(64) } })),
      /^m\.jsonl: trained were 4 rows of the root aaaaaaaaaaaaaaaa…, and release-\S+ has 4 of/,
    ],
    [
      'of two trainings',
      () => bytesOf([...lines({ rest: [] }), ...lines({ begin: { model: 'other' } })]),
      /^m\.jsonl, line 5: goes on with another model; the file holds two trainings\.$/,
    ],
    [
      'with a path out of its folder',
      () =>
        bytesOf(
          lines({ rest: [{ event: 'weights', files: [{ path: '../x', sha256: sha256(''), bytes: 0 }] }] }),
        ),
      /^m\.jsonl, line 5: files\.0\.path must match pattern/,
    ],
  ])('is refused in one line where the file is %s', async (_, bytes, says) => {
    await expect(record(bytes())).rejects.toThrow(says);
  });

  test('is refused where weights at hand are others, and takes weights that are elsewhere as they are named', async () => {
    const other = bytesOf(lines({ begin: { gpus: 8 } }));
    await expect(record(other, sha256('other'))).rejects.toThrow(
      /^model\.safetensors is not the file that the metrics name; nothing was recorded\.$/,
    );
    expect((await record(other, null)).checked).toBe(0);
  });
});

test('train.py names the files of the weights as they are read here', () => {
  const [program] = ['train', 'metrics']
    .map((name) =>
      readFileSync(join(import.meta.dirname, `../../../data/training/bundle/${name}.py`), 'utf8'),
    )
    .reduce<string[]>(([all = ''], text) => [all + text], []);
  for (const word of [
    '"event": "weights", "files"',
    '"version": 1',
    '"datasetRoot"',
    '"revision"',
    '"epochs"',
  ])
    expect(program).toContain(word);
});
