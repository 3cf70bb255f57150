import { asItemError, faultOfItem } from './batch-items.ts';
import { replyTo } from './gemini-generate.ts';
import { parseGemini } from './gemini-request.ts';
import { statusFault } from './gemini-status-faults.ts';
import { fingerprint } from './ledger.ts';
import type { FakeState, Job } from './state.ts';
import { idOf, unit } from './writing.ts';

/** Lets a job take a step, for it moves when it is looked at: pending, running, done. */
export function advance(state: FakeState, job: Job): void {
  if (/SUCCEEDED|FAILED|EXPIRED/.test(job.state) || job.fault === 'batch.pending-for-ever') return;
  if (job.fault === 'batch.unknown-state') {
    job.state = 'BATCH_STATE_RECONSIDERING';
    return;
  }
  if (job.state === 'BATCH_STATE_CANCELLED') {
    if (job.fault === 'batch.finishes-though-cancelled') finish(state, job);
    return;
  }
  job.polls++;
  if (job.polls <= (state.plan.batch?.polls ?? 1)) {
    job.state = 'BATCH_STATE_RUNNING';
    return;
  }
  if (job.fault === 'batch.expired') job.state = 'BATCH_STATE_EXPIRED';
  else if (job.fault === 'batch.failed') {
    job.state = 'BATCH_STATE_FAILED';
    job.error = { code: 13, message: 'The batch could not be carried out.', status: 'INTERNAL' };
  } else finish(state, job);
}

export function cancel(job: Job): void {
  if (!/SUCCEEDED|FAILED|EXPIRED/.test(job.state)) job.state = 'BATCH_STATE_CANCELLED';
}

/** Answers every item, bills it, and lays the results out as the job's fault has it. */
function finish(state: FakeState, job: Job): void {
  job.state = 'BATCH_STATE_SUCCEEDED';
  const answered = job.items.map((item, at) => {
    const outcome = (at === 0 ? faultOfItem(job.fault) : null) ?? answer(state, job, item.request);
    return job.byFile
      ? { key: item.key, ...outcome }
      : { ...outcome, ...(item.metadata === null ? {} : { metadata: item.metadata }) };
  });
  const results = disordered(state, job, answered);
  if (job.fault === 'batch.output-gone') {
    if (job.byFile) job.resultsFile = 'files/gone';
    return;
  }
  if (!job.byFile) {
    job.results = results;
    return;
  }
  const lines = results.map((one) => `${JSON.stringify(one)}\n`);
  if (job.fault === 'batch.results-broken-line') lines[0] = '{"key": "a", "respon\n';
  const text = lines.join('');
  const cut = job.fault === 'batch.results-cut' ? text.slice(0, -40) : text;
  job.resultsFile = `files/${idOf('results', job.name)}`;
  const file = { bytes: Buffer.from(cut, 'utf8'), key: job.key, mimeType: 'application/jsonl', done: true };
  state.files.set(job.resultsFile, file);
}

/** One item, asked like a call of its own; content faults meet it by its prompt. */
function answer(state: FakeState, job: Job, request: unknown): object {
  const model = state.models.find(({ name }) => name === job.model)!;
  const { model: _, ...body } = request as Record<string, unknown>;
  const asked = parseGemini(body, model);
  if ('pieces' in asked)
    return { error: { code: 3, message: 'Invalid request.', status: 'INVALID_ARGUMENT' } };
  const seen = state.seen(model.name, asked.prompt);
  const met = {
    nth: 0,
    prompt: asked.prompt,
    seen,
    model: model.name,
    api: 'gemini' as const,
    stream: false,
  };
  const rule = state.faults.choose(met);
  const entry = state.ledger.add({
    at: state.now(),
    api: 'gemini',
    version: 'v1beta',
    route: 'batch-item',
    key: fingerprint(job.key),
    project: job.project,
    model: model.name,
    prompt: asked.prompt,
    seen,
    status: 200,
    fault: rule?.fault ?? null,
    left: 'whole',
    billed: null,
    batch: job.name,
    headers: {},
    body: request,
  });
  const status = statusFault(entry.fault);
  if (status !== null) return asItemError(status.reply({ key: job.key, model: model.name, value: 0 }));
  return { response: replyTo(state, asked, model, entry, rule) };
}

function disordered(state: FakeState, job: Job, results: object[]): object[] {
  const [first, ...rest] = results;
  if (first === undefined) return results;
  const stranger = job.byFile ? { key: 'nobody-asked-this' } : { metadata: { key: 'nobody-asked-this' } };
  switch (job.fault) {
    case 'batch.out-of-order':
      return results
        .map((result, at) => ({ result, place: unit(state.plan.seed ?? 0, job.name, at) }))
        .sort((a, b) => a.place - b.place)
        .map(({ result }) => result);
    case 'batch.missing-item':
      return rest;
    case 'batch.duplicate-item':
      return [first, ...rest, first];
    case 'batch.unknown-key':
      return [{ ...first, ...stranger }, ...rest, { ...first }];
    case 'batch.no-keys':
      return results.map((one) =>
        Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'key' && name !== 'metadata')),
      );
    default:
      return results;
  }
}
