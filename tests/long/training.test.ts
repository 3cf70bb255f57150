import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { addBenchmarks } from '../../server/intake/benchmarks.ts';
import { importEvaluation } from '../../server/jobs/evaluating/import-evaluation.ts';
import { recordJob } from '../../server/release/training/job.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { TRAINING } from '../release/fixture.ts';
import { checkedByPython, SKIPPED, trouble } from '../release/training/with-python.ts';

test.runIf(trouble === null)(
  `a tiny model over-fits eight rows, alone and spread over processes, and its metrics and what evaluate.py asked it are understood here${SKIPPED}`,
  async () => {
    const { found, workspace, report } = await checkedByPython('--whole');
    expect(found).toMatchObject({ events: ['begin', 'end', 'weights'], validated: 5, spread: 'as copies' });
    const metrics = String(found.metrics);
    const job = await recordJob(
      workspace,
      { name: basename(metrics), bytes: readFileSync(metrics) },
      { model: 'tiny', by: 'ann', hashOf: () => Promise.resolve(null) },
    );
    expect(job).toMatchObject({ releaseId: report.releaseId, name: 'tiny', method: 'full', rows: 8 });
    const items = [0, 1].map((i) => ({ id: `${i}`, question: `What is ${i} + 1?`, answer: `${i + 1}` }));
    await addBenchmarks(workspace, [fileOf('toy.jsonl', jsonLines(...items))], {}, 'ann');
    const results = { name: 'results.jsonl', bytes: readFileSync(String(found.results)) };
    const evaluated = importEvaluation(workspace, results, { ...TRAINING, model: 'tiny', actor: 'ann' });
    expect(evaluated).toMatchObject({ imported: 4, pending: 0, release: report.releaseId });
  },
);
