import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { EvaluationReport } from '../../../shared/schemas/evaluation.ts';
import type { ResultsItem } from '../../../shared/schemas/evaluation-results.ts';
import { promptOf } from '../../../shared/schemas/question.ts';
import type { AnsweredItem } from '../../db/benchmark-answers.ts';
import type { CallPlace } from '../../db/evaluations.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Templates } from '../../release/training/templates.ts';
import { type NextCall, nextCall } from './forcing.ts';
import { failedAs, judged, requestSha256Of } from './item.ts';
import { evaluationReport } from './report.ts';
import { parseResults, type ResultsFile } from './results-file.ts';
import { type Prepared, prepareEvaluation, releaseNamed, settingsTold } from './settings.ts';

export interface ImportedEvaluation extends EvaluationReport {
  /** Items at points that are new, and those that were there. */
  imported: number;
  alreadyPresent: number;
  warnings: string[];
}

/**
 * Takes in what `evaluate.py` wrote, all of it in one transaction: the replies go the way of those that were asked
 * for here, and the same checker judges the answers. The same model, release and settings are the same evaluation:
 * what is settled stays, and `winnow evaluate` may ask what is open. An item that failed here or there and was answered
 * since is judged.
 * @param model what it is called, where not as the file says
 * @throws WinnowError `bad-input` for a file that is cut, foreign or of other questions than the benchmarks here have;
 * `not-found` for a release or a benchmark that is not here
 */
export function importEvaluation(
  workspace: Workspace,
  { name, bytes }: { name: string; bytes: Uint8Array },
  { templates, actor, model }: { templates: Templates; actor: string; model: string | undefined },
): ImportedEvaluation {
  const file = parseResults(bytes, name);
  const prepared = preparedFor(workspace, templates, file, name, model);
  const told = settingsTold(prepared.settings);
  const { id } = prepared;
  const taken = file.items.map((item) => ({ item, ...placed(prepared, item) }));
  return workspace.write('evaluation import', () => {
    const known = workspace.evaluations.byId(id);
    if (known === undefined)
      workspace.evaluations.insert({
        ...{ id, createdAt: workspace.now().toISOString(), release: prepared.settings.release },
        settings: JSON.stringify(prepared.settings),
      });
    const settled = new Map(
      workspace.evaluations.results(id).map((one) => [keyOf(one), one.verdict === 'failed']),
    );
    const fresh = taken.filter(({ item, asked, point }) => {
      const hasFailed = settled.get(keyOf({ benchmark: asked.benchmark, item: asked.id, point }));
      return hasFailed === undefined || (hasFailed && item.failed === undefined);
    });
    for (const { item, asked, point } of fresh) store(workspace, prepared, { item, asked, point });
    const report = evaluationReport(workspace, workspace.evaluations.byId(id) ?? missing());
    if (fresh.length > 0) {
      workspace.evaluations.finish(id, JSON.stringify(report));
      const sha256 = workspace.blobs.put(bytes, 'application/x-ndjson').toString('hex');
      workspace.events.append({
        type: 'evaluation.imported',
        actor,
        subject: id,
        idem: `evaluation imported ${id} ${sha256}`,
        data: { ...told, file: name, imported: fresh.length, items_sha256: sha256 },
        blobs: [{ sha256, media_type: 'application/x-ndjson', size: bytes.length }],
      });
    }
    const counts = { imported: fresh.length, alreadyPresent: taken.length - fresh.length };
    return { ...report, ...counts, warnings: prepared.warnings };
  });
}

const missing = (): never => {
  throw new WinnowError('failed', 'The evaluation that was written just now is gone.');
};
const keyOf = ({ benchmark, item, point }: { benchmark: string; item: string; point: number }): string =>
  JSON.stringify([benchmark, item, point]);

function preparedFor(
  workspace: Workspace,
  templates: Templates,
  { begin, items }: ResultsFile,
  name: string,
  model: string | undefined,
): Prepared {
  const { release, datasetRoot, mostThinking, mostAnswer, temperature, seed, points } = begin;
  const [template = ''] = begin.template.split('@');
  const benchmarks = [...new Set(items.map(({ benchmark }) => benchmark))];
  if (benchmarks.length === 0)
    throw new WinnowError('bad-input', `${name} holds no item; give evaluate.py the same command again.`);
  const prepared = prepareEvaluation(workspace, templates, {
    ...{ model: model ?? begin.model, endpoint: '', benchmarks, template },
    budgets: points.flatMap(({ budget }) => (budget === null ? [] : [budget])),
    waits: points.flatMap(({ budget, waits }) => (budget === null ? [waits] : [])),
    release: release ?? undefined,
    ...{ mostThinking, mostAnswer, temperature, seed },
  });
  if (prepared.settings.template !== begin.template)
    throw new WinnowError(
      'bad-input',
      `${name} was asked by ${begin.template}, and here is ${prepared.settings.template}; ask again with that of a new release.`,
    );
  const root = release === null ? undefined : releaseNamed(workspace, release).datasetRoot;
  if (datasetRoot !== null && root !== undefined && root !== datasetRoot)
    throw new WinnowError('bad-input', `${name} names other rows of ${release} than it has here.`);
  return prepared;
}

/** The item of the benchmark that a line tells of, and its point. */
function placed({ items, settings }: Prepared, item: ResultsFile['items'][number]) {
  const asked = items.find(({ benchmark, id }) => benchmark === item.benchmark && id === item.id);
  const question = asked === undefined ? undefined : promptOf(asked.text, asked.options);
  if (asked === undefined || sha256Of(question ?? '') !== item.questionSha256)
    throw new WinnowError(
      'bad-input',
      `${item.where}: the item ${item.id.slice(0, 60)} is not as ${item.benchmark.slice(0, 60)} has it here; write the items again with winnow evaluations items.`,
    );
  const { budget, waits } = item.point;
  const point = settings.points.findIndex((one) => one.budget === budget && one.waits === waits);
  if (point === -1)
    throw new WinnowError('bad-input', `${item.where}: its point is none of those of the first line.`);
  return { asked, point };
}

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Replays the forcing over the replies: they must be whole, and no more than were asked for. */
function store(
  workspace: Workspace,
  { id, settings, forcing }: Prepared,
  { item, asked, point }: { item: ResultsItem & { where: string }; asked: AnsweredItem; point: number },
): void {
  const { benchmark, id: itemId } = asked;
  const question = promptOf(asked.text, asked.options);
  const at = settings.points[point] ?? { budget: null, waits: 0 };
  const open = (step: number, { prompt, maxTokens, stop }: NextCall): CallPlace => {
    const { model, temperature, seed } = settings;
    const place = { evaluation: id, benchmark, item: itemId, point, step };
    const sha256 = requestSha256Of({ model, prompt, maxTokens, stop, temperature, seed });
    workspace.evaluations.openCall(place, sha256);
    return place;
  };
  for (const [step, answered] of item.replies.entries()) {
    const next = nextCall(question, at, forcing, item.replies.slice(0, step));
    if (next.part === 'ended' || answered.tokens > next.maxTokens)
      throw new WinnowError(
        'bad-input',
        `${item.where}: reply ${step + 1} is ${next.part === 'ended' ? 'one too many' : `longer than the ${next.maxTokens} tokens that were asked for`}; its server does not keep to max_tokens.`,
      );
    workspace.evaluations.closeCall(open(step, next), { answered, reason: null, raw: null });
  }
  const end = nextCall(question, at, forcing, item.replies);
  const result = { benchmark, item: itemId, point };
  if (item.failed !== undefined && end.part !== 'ended') {
    const reason = item.failed === 'bad-request' ? item.failed : 'transient';
    workspace.evaluations.closeCall(open(item.replies.length, end), { answered: null, reason, raw: null });
    workspace.evaluations.putResult(id, { ...result, ...failedAs(item.failed, item.replies) });
    return;
  }
  if (end.part !== 'ended' || item.failed !== undefined)
    throw new WinnowError(
      'bad-input',
      `${item.where}: ${end.part === 'ended' ? 'it has its answer and is told as failed' : 'its answer is missing'}; ask again with evaluate.py.`,
    );
  workspace.evaluations.putResult(id, { ...result, ...judged(asked, end) });
}
