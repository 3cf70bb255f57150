import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { patientFetch } from '../ask/providers/network.ts';
import { openaiCompleter } from '../ask/providers/openai/completions.ts';
import { redact } from '../ask/redact.ts';
import { checkedEndpoint } from '../comply/endpoint.ts';
import { evaluate } from '../jobs/evaluating/evaluate.ts';
import { evaluationText } from './evaluation-text.ts';
import { lazyTokens } from './token-counter.ts';
import { type AskingContext, wholeNumber } from './traces-model.ts';
import { loadTraining } from './training-assets.ts';

interface Flags {
  endpoint?: string;
  model: string;
  benchmark: string[];
  budget: string[];
  wait: string[];
  release?: string;
  template?: string;
  mostThinking: string;
  mostAnswer: string;
  mostTokens?: string;
  temperature: string;
  seed?: string;
  concurrency: string;
  rpm?: string;
  retryFailed?: boolean;
}

const GRACE_MS = 10_000;

/** `evaluate`: what a model got from its training, at several amounts of thinking. */
export function register(program: Command, context: AskingContext): void {
  const several = (word: string, before: string[]) => [...before, word];
  program
    .command('evaluate')
    .description('have a model answer the benchmarks, its thinking forced to budgets as in s1')
    .requiredOption('--model <name>', 'as the server calls it')
    .option(
      '--endpoint <url>',
      'a server of completions (vLLM, SGLang); OPENAI_BASE_URL where nothing is said',
    )
    .addOption(
      new Option('--benchmark <name>', 'which; may be given several times')
        .argParser(several)
        .default([], 'all with texts and answers that the release was kept clean of'),
    )
    .addOption(
      new Option('--budget <tokens>', 'end the thinking there; may be given several times')
        .argParser(several)
        .default([], 'none'),
    )
    .addOption(
      new Option('--wait <n>', 'suppress the end of the thinking n times; may be given several times')
        .argParser(several)
        .default([], 'none'),
    )
    .option('--release <id>', 'what it was trained on (default: by the name that `trained` recorded)')
    .option('--template <name>', 'of the release where it is known, else qwen2.5-think')
    .option(
      '--most-thinking <tokens>',
      'no thinking is longer; with the question and --most-answer it has to fit the context of the model, 32768 for Qwen2.5',
      '28672',
    )
    .option('--most-answer <tokens>', 'no answer is longer', '2048')
    .option('--most-tokens <tokens>', 'stop before all replies together have more')
    .option('--temperature <t>', 'from 0 to 2', '0')
    .option('--seed <n>', 'handed to the server')
    .option('--concurrency <n>', 'calls at once', '16')
    .option('--rpm <n>', 'calls a minute')
    .option('--retry-failed', 'ask again about items that got no reply')
    .addHelpText(
      'after',
      `
The same model, release and settings are the same evaluation: the command again goes on where it was stopped.

Example
  winnow evaluate --model student-7b --endpoint http://127.0.0.1:8000/v1 --budget 1000 --budget 4000 --wait 2`,
    )
    .action((flags: Flags) => run(context, flags));
}

async function run(context: AskingContext, flags: Flags): Promise<void> {
  const { out, clock, now, signal } = context;
  const keys = context.keys();
  const asking = await context.asking?.();
  if (asking === undefined) throw new WinnowError('failed', 'This process can ask no model.');
  const address = flags.endpoint ?? keys.openaiBaseUrl;
  if (address === null)
    throw new WinnowError(
      'bad-usage',
      'Say where the model is served, as in --endpoint http://127.0.0.1:8000/v1.',
    );
  const endpoint = checkedEndpoint(address).url;
  const clean = (text: string) => redact(text, keys);
  const whole = (name: string, text: string | undefined) =>
    text === undefined ? undefined : wholeNumber(name, text);
  const report = await evaluate(
    context.workspace(),
    {
      model: flags.model,
      endpoint,
      benchmarks: flags.benchmark,
      budgets: flags.budget.map((text) => wholeNumber('--budget', text)),
      waits: flags.wait.map((text) => (text === '0' ? 0 : wholeNumber('--wait', text))),
      release: flags.release,
      template: flags.template,
      mostThinking: wholeNumber('--most-thinking', flags.mostThinking),
      mostAnswer: wholeNumber('--most-answer', flags.mostAnswer),
      mostTokens: whole('--most-tokens', flags.mostTokens),
      temperature: temperatureOf(flags.temperature),
      seed: whole('--seed', flags.seed) ?? null,
      concurrency: Math.min(wholeNumber('--concurrency', flags.concurrency), 256),
      rpm: whole('--rpm', flags.rpm),
      retryFailed: flags.retryFailed === true,
      actor: context.actor,
    },
    {
      ...asking.loop,
      templates: loadTraining(context.assets).templates,
      complete: openaiCompleter({
        baseUrl: endpoint,
        key: keys.openai,
        network: patientFetch,
        ...{ clock, now, redact: clean },
      }),
      countTokens: lazyTokens(context.assets),
      redact: clean,
      progress: (done, total) => out.progress(`evaluating ${flags.model}`, done, total),
      signal,
      graceMs: GRACE_MS,
    },
  );
  for (const warning of report.warnings) out.note(`note: ${warning}`);
  out.result(report, () => evaluationText(report));
}

function temperatureOf(text: string): number {
  if (/^\d(\.\d{1,4})?$/.test(text) && Number(text) <= 2) return Number(text);
  throw new WinnowError('bad-usage', `--temperature ${text.slice(0, 20)}: a number from 0 to 2.`);
}
