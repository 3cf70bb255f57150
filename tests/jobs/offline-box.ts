import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attemptsPurpose } from '../../server/ask/attempts/purpose.ts';
import { declareEndpoint } from '../../server/ask/endpoints.ts';
import { type Keys, NO_KEYS } from '../../server/ask/keys.ts';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import type { ModelOptions, OpenedTeacher, OpenTeacher } from '../../server/ask/model/opened.ts';
import { TRACES } from '../../server/ask/model/traces.ts';
import { exportRequests } from '../../server/ask/offline/export.ts';
import { teacherOpener } from '../../server/ask/open/teacher.ts';
import { loadPrompt } from '../../server/ask/prompts/load.ts';
import type { Network } from '../../server/ask/providers/network.ts';
import { newFile } from '../../server/cli/new-file.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseAttemptRule } from '../../server/decide/grades/rules.ts';
import type { ReadEffects } from '../../server/intake/readers/options.ts';
import { importResults } from '../../server/jobs/import-results.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { DATA, SHIPPED } from '../comply/facts.ts';
import { openaiBody } from '../helpers/fake-models/openai-wire.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf } from '../intake/files.ts';

export const ENDPOINT = 'http://127.0.0.1:9/v1';

export const POOL = Array.from({ length: 8 }, (_, i) =>
  worked(`q${i}`, { question: `What are ${i} and two?`, answer: String(i + 2) }),
);

const countTokens = (text: string): number => text.split(' ').length;

/** Attempts of a solver, by the rule that ships. */
export const SOLVING = attemptsPurpose(loadPrompt(DATA, 'solve@1'), parseAttemptRule({}));

/** A line of a file of requests. */
export interface Request {
  custom_id: string;
  method: string;
  url: string;
  body: { model: string; messages: { role: string; content: string }[]; [name: string]: unknown };
}

/** What the model of these tests says to a prompt: a whole reply, of which some are cut. */
export function saidTo({ model, messages }: Request['body']) {
  const prompt = messages.at(-1)?.content ?? '';
  const n = Number(/What are (\d+)/.exec(prompt)?.[1] ?? 0);
  const written = {
    thoughts: `I count on from ${n}: ${n + 1}, then ${n + 2}. So it comes to ${n + 2}.`,
    answer: `The final answer is $\\boxed{${n + 2}}$.`,
    finish: n === 5 ? ('length' as const) : ('stop' as const),
    promptTokens: 7,
    thoughtTokens: 20,
    answerTokens: 9,
  };
  return openaiBody(written, { name: model }, `chatcmpl-${n}`, Date.parse('2026-11-24T00:00:00Z'));
}

/** A server that answers at once. */
const network: Network = async (_, init) => {
  const body = JSON.parse(String(init?.body)) as Request['body'];
  return new Response(JSON.stringify(saidTo(body)), { headers: { 'content-type': 'application/json' } });
};

/** A machine without a connection: reads a file of requests, and gives the lines of its results. */
export const carriedOut = (file: string): string[] =>
  requestsIn(file).map((request) =>
    JSON.stringify({
      id: `batch_req_${request.custom_id.slice(0, 6)}`,
      custom_id: request.custom_id,
      response: { status_code: 200, request_id: 'r', body: saidTo(request.body) },
      error: null,
    }),
  );

export const requestsIn = (file: string): Request[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Request);

/** A workspace with a run over eight questions, and a server of one's own that serves R1. */
export function boxed(selected = 8, runs = 1, keys: Keys = NO_KEYS, changed: Partial<OpenedTeacher> = {}) {
  const workspace = temporaryWorkspace();
  const run = storeRankedRun(workspace, POOL, selected);
  const more = Array.from({ length: runs - 1 }, (_, i) =>
    storeRankedRun(workspace, POOL, selected, {}, `run-000000000${i + 2}`),
  );
  const weights = 'deepseek-ai/DeepSeek-R1';
  const declared = { endpoint: ENDPOINT, host: 'self', by: 'ann' };
  declareEndpoint(workspace, SHIPPED, { ...declared, model: 'r1', weights });
  declareEndpoint(workspace, SHIPPED, { ...declared, model: 'q7', weights: 'Qwen/Qwen2.5-7B-Instruct' });
  return { workspace, run, more, ...handles(workspace, run, keys, changed) };
}

function handles(workspace: Workspace, run: StoredRun, keys: Keys, changed: Partial<OpenedTeacher>) {
  const now = () => workspace.now();
  const opener = teacherOpener({ shipped: SHIPPED, keys, network, clock: () => 0, now });
  const openTeacher: OpenTeacher = async (...by) => ({ ...(await opener(...by)), ...changed });
  const options: ModelOptions = { run, teacher: 'openai', model: 'r1', endpoint: ENDPOINT, actor: 'tester' };
  const signal = new AbortController().signal;
  return {
    openTeacher,
    exported: (some: Partial<ModelOptions> = {}, out = join(temporaryFolder(), 'requests.jsonl')) =>
      exportRequests(workspace, { ...options, ...some }, newFile(out, 'test'), {
        openTeacher,
        countTokens,
        show: () => undefined,
        signal,
      }),
    imported: (some: ReadEffects, ...files: (readonly string[])[]) =>
      importResults(
        workspace,
        files.map((lines) => fileOf('results.jsonl', lines.map((line) => `${line}\n`).join(''))),
        'tester',
        {
          openTeacher,
          countTokens,
          purposeOf: ({ provider, purpose }) =>
            provider !== 'openai' ? null : purpose === 'traces' ? TRACES : SOLVING,
          signal,
          ...some,
        },
      ),
    collect: (some: Partial<ModelOptions> = {}) =>
      collectFromModel(
        workspace,
        { ...options, ...some },
        {
          openTeacher,
          countTokens,
          confirm: async () => true,
          progress: () => undefined,
          signal,
          clock: () => 0,
          now: () => workspace.now().getTime(),
          sleep: async () => undefined,
          random: () => 0,
          graceMs: 0,
        },
      ),
  };
}
