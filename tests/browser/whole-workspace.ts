import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { inChildren } from '../../server/cli/children.ts';
import { makeQueue } from '../../server/jobs/reviewing/make-queue.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { findRun } from '../../server/runs/find.ts';
import { MAPS } from '../../server/runs/map/kept.ts';
import { layOutMap } from '../../server/runs/map/lay-out.ts';
import { worked } from '../ask/ranked-run.ts';
import { MAIN } from '../helpers/cli.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { addQuestions } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { collectingFrom } from '../http/collecting-server.ts';
import { startServer } from '../http/server.ts';
import { storeEvaluationOf } from '../http/stored-evaluations.ts';
import { collect, countWords, release, storeImport, TRAINING } from '../release/fixture.ts';
import { PAGES } from './browser.ts';

const SUBJECTS = ['triangles', 'primes', 'gases', 'integrals', 'contracts', 'cells'];

/** Questions of six subjects in turn, some with formulas, some the same twice, one very long. */
const questions = (count: number) =>
  Array.from({ length: count }, (_, i) => {
    const subject = SUBJECTS[i % SUBJECTS.length] ?? '';
    return worked(`q-${i}`, {
      question:
        i % 17 === 16
          ? `Find x about ${subject} [asy] draw(); [/asy]`
          : `Let $a_{${i}} = \\frac{${i + 2}}{${i + 5}}$. What do we know of ${subject}, number ${i}, where ${'the sum grows and '.repeat(i % 9)}the first term is ${i * 7}?`,
      source: i % 3 === 0 ? 'orchard' : 'quarry',
      license: i % 3 === 0 ? 'MIT' : 'CC-BY-NC-4.0',
      row: i + 1,
    });
  });

/** A served workspace in which every page has something to show: two runs, traces, two releases, a queue, evaluations, a map. */
export async function serveWhole(count = 90) {
  const workspace = temporaryWorkspace();
  storeImport(workspace);
  addQuestions(workspace, questions(count));
  const memory = memoryOver(cacheFolder(`${workspace.dir}/cache`, 'test', () => new Date()));
  const first = await runShipped(workspace, { recipe: 's1', set: ['diversity.n=10'], memory });
  const run = await runShipped(workspace, { recipe: 'winnow', set: ['diversity.n=20'], memory });
  const releases = [];
  for (const [name, { runId }] of [
    ['set-1', first],
    ['set-2', run],
  ] as const) {
    const stored = findRun(workspace, runId);
    await collect(workspace, stored);
    releases.push(await release(workspace, { run: stored, out: join(workspace.dir, 'releases', name) }));
  }
  const stored = findRun(workspace, run.runId);
  await layOutMap(workspace, stored, {
    cache: cacheFolder(join(workspace.dir, ...MAPS), 'test', () => new Date()),
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  const ids = workspace.decisions.selection(stored.n, run.selected);
  const queue = makeQueue(
    workspace,
    {
      ...{ name: 'first look', people: 1, share: 1, seed: 1, gold: [], goldEvery: 10, blind: true },
      ...{ members: [], selects: { from: 'questions' as const, ids: ids.slice(0, 8) } },
    },
    undefined,
    { person: 'local', actor: 'local' },
  );
  const right = { s1: [6, 10, 15, 17], winnow: [7, 12, 17, 19] };
  storeEvaluationOf(workspace, releases[0]?.releaseId ?? '', { recipe: 's1', right: right.s1 });
  storeEvaluationOf(workspace, releases[1]?.releaseId ?? '', { recipe: 'winnow', right: right.winnow });
  const fake = await startFakeModels({});
  onTestFinished(() => fake.close());
  const server = await startServer(workspace, PAGES, {
    asking: collectingFrom(fake.url),
    deciding: () => runEffects({ memory }),
    releasing: () => ({ countTokens: countWords, training: TRAINING }),
    commanding: inChildren([process.execPath, MAIN], workspace.dir, process.env),
  });
  const [collection] = workspace.collections.all().filter(({ run: of }) => of === stored.n);
  return { ...server, first, run, ids, queue, releases, collection: collection?.id ?? '' };
}

/** Every page of the workbench by name, with its address in that workspace. */
export function pagesOf({
  first,
  run,
  ids,
  queue,
  releases,
  collection,
}: Awaited<ReturnType<typeof serveWhole>>): readonly (readonly [name: string, path: string])[] {
  const of = `run=${run.runId}`;
  return [
    ['overview', `/?${of}`],
    ['pool', `/pool?${of}`],
    ['pool-nothing', `/pool?q=nobody+wrote+this&${of}`],
    ['question', `/pool/${ids[0]}?${of}`],
    ['map', `/map?${of}`],
    ['map-domain', `/map?by=domain&length=32-90&${of}`],
    ['map-question', `/map/${ids[0]}?${of}`],
    ['map-missing', `/map?run=${first.runId}`],
    ['recipe', `/recipe?${of}`],
    ['recipe-moved', `/recipe?set=diversity.n%3D30&show=added&${of}`],
    ['compare', `/recipe/compare?run=${run.runId}&against=${first.runId}`],
    ['traces', `/traces?${of}`],
    ['plan', `/traces/plan?${of}`],
    ['collection', `/traces/${collection}?${of}`],
    ['review', `/review?${of}`],
    ['queues', `/review/queues?${of}`],
    ['new-queue', `/review/queues/new?${of}`],
    ['queue', `/review/queues/${queue.id}?${of}`],
    ['queue-items', `/review/queues/${queue.id}/items?${of}`],
    ['disagreements', `/review/queues/${queue.id}/disagreements?${of}`],
    ['agreement', `/review/queues/${queue.id}/agreement?${of}`],
    ['compliance', `/compliance?${of}`],
    ['releases', `/releases?${of}`],
    ['release', `/releases/${releases[1]?.releaseId}?${of}`],
    ['builder', `/releases/new?${of}`],
    ['evaluations', `/releases/evaluations?${of}`],
    ['audit', `/audit?${of}`],
    ['audit-question', `/audit?for=${ids[0]}&${of}`],
    ['import', `/import?${of}`],
    ['settings', `/settings?${of}`],
    ['jobs', `/jobs?${of}`],
    ['people', `/people?${of}`],
    ['no-such-page', '/nowhere'],
    ['no-such-run', '/?run=run-nothing'],
  ];
}
