import { openaiCompleter } from '../../../server/ask/providers/openai/completions.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { type EvaluateOptions, evaluate } from '../../../server/jobs/evaluating/evaluate.ts';
import { realSleep } from '../../ask/scripted.ts';
import { TRAINING } from '../../release/fixture.ts';

/** Evaluates on a fake server at two budgets and two numbers of waits, unless told otherwise. @param stop after so many items */
export const asked = (
  workspace: Workspace,
  url: string,
  some: Partial<EvaluateOptions> = {},
  stop = { at: Infinity, by: new AbortController() },
) =>
  evaluate(
    workspace,
    {
      ...{
        model: 'Qwen/Qwen2.5-7B-Instruct',
        endpoint: `${url}/v1`,
        benchmarks: [],
        budgets: [5, 30],
        waits: [0, 2],
      },
      ...{ mostThinking: 500, mostAnswer: 20, temperature: 0, seed: null },
      ...{ concurrency: 3, retryFailed: false, actor: 'ann', ...some },
    },
    {
      templates: TRAINING.templates,
      complete: openaiCompleter({
        baseUrl: `${url}/v1`,
        key: null,
        network: fetch,
        clock: () => performance.now(),
        now: () => new Date(),
        redact: (text) => text,
      }),
      countTokens: (text) => text.length,
      redact: (text) => text,
      progress: (done) => {
        if (done === stop.at) stop.by.abort();
      },
      signal: stop.by.signal,
      graceMs: 50,
      now: () => Date.now(),
      sleep: (ms, stop) => realSleep(Math.min(ms, 5), stop),
      random: () => 0.5,
    },
  );
