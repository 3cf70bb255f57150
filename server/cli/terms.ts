import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { captureTerms } from '../ask/capture.ts';
import { type Declaring, declareEndpoint } from '../ask/endpoints.ts';
import { MAX_PAGE_BYTES } from '../ask/page-text.ts';
import { supersededBy } from '../comply/terms.ts';
import { loadShipped } from '../db/shipped.ts';
import type { CliContext } from './frame.ts';
import { captureText, entryText, listTerms, termsText } from './terms-text.ts';
import { oneLine } from './text.ts';

/** `terms list|show|declare|capture`: what binds whoever asks a model, and to whose word that goes back. */
export function register(program: Command, context: CliContext): void {
  const terms = program
    .command('terms')
    .description('terms of providers and licences of weights, by date')
    .addHelpText('after', '\nExample\n  winnow terms show google/gemini-api-additional@2025-05-20');
  terms
    .command('list')
    .description('every entry of the registry, and the servers that were declared')
    .addHelpText('after', '\nExample\n  winnow terms list')
    .action(() => {
      const registry = loadShipped(context.assets.data).terms;
      const listed = listTerms(registry, context.workspace().endpoints.all(), context.now().toISOString());
      context.out.result(listed, () => termsText(listed));
    });
  terms
    .command('show')
    .description('one entry: its clauses, their effect and how sure they are')
    .argument('<id>', 'as terms list shows it')
    .addHelpText('after', '\nExample\n  winnow terms show weights/deepseek-r1@mit')
    .action((id: string) => {
      const registry = loadShipped(context.assets.data).terms;
      const entry = registry.entries.find((one) => one.id === id);
      if (entry === undefined)
        throw new WinnowError(
          'not-found',
          `The registry has no terms ${id}; winnow terms list shows what it has.`,
          {
            known: registry.entries.map((one) => one.id),
          },
        );
      const shown = { ...entry, superseded_by: supersededBy(registry, entry)?.id ?? null };
      context.out.result(shown, () => entryText(shown));
    });
  declareCommand(terms, context);
  captureCommand(terms, context);
}

function declareCommand(terms: Command, context: CliContext): void {
  terms
    .command('declare')
    .description('say which weights a server of your own serves under a name')
    .requiredOption('--endpoint <url>', 'where it answers; scheme, host and port count')
    .requiredOption('--host <host>', 'self: it is yours')
    .requiredOption('--model <name>', 'as the server names it')
    .requiredOption('--weights <id>', 'as they are published, such as deepseek-ai/DeepSeek-R1')
    .requiredOption('--by <name>', 'who says so')
    .addHelpText(
      'after',
      '\nExample\n  winnow terms declare --endpoint http://127.0.0.1:8000/v1 --host self --model r1 --weights deepseek-ai/DeepSeek-R1 --by ann',
    )
    .action((wanted: Declaring) => {
      const workspace = context.workspace();
      const { origin, model, weights, actor, declaredAt, termsRefs } = declareEndpoint(
        workspace,
        loadShipped(context.assets.data),
        wanted,
      );
      const by = workspace.people.nameOf(actor);
      const result = { origin, host: 'self', model, weights, by, declaredAt, termsRefs };
      context.out.result(result, () =>
        oneLine(
          `${model} at ${origin} stands for ${weights}, by the word of ${by}; what holds: ${termsRefs.join(', ')}.`,
        ),
      );
    });
}

function captureCommand(terms: Command, context: CliContext): void {
  terms
    .command('capture')
    .description('keep a page of terms that you saved as text, and compare it with the last')
    .argument('<file>', 'text in UTF-8')
    .option('--of <id>', 'which terms, as terms list shows it (default: told by their words)')
    .option('--by <user>', 'who brings it (default: whoever runs the command)')
    .addHelpText(
      'after',
      '\nExample\n  winnow terms capture gemini-terms.txt --of google/gemini-api-additional',
    )
    .action((file: string, { of, by }: { of?: string; by?: string }) => {
      const { terms: registry } = loadShipped(context.assets.data);
      const page = {
        bytes: readPage(file),
        name: basename(file),
        of: of ?? null,
        by: by ?? null,
        actor: context.actor,
      };
      const report = captureTerms(context.workspace(), registry, page);
      context.out.result(report, () => captureText(report));
    });
}

function readPage(file: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile())
    throw new WinnowError('bad-input', `${file} is no file; save the page as text, and name that.`);
  if (stat.size > MAX_PAGE_BYTES)
    throw new WinnowError('bad-input', `${file} is over ${MAX_PAGE_BYTES} bytes, which no page of terms is.`);
  return readFileSync(file);
}
