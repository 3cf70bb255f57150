import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { loadShipped } from '../db/shipped.ts';
import { auditAnywhere } from '../jobs/audit-shards.ts';
import type { Audit } from '../release/audit/audit.ts';
import type { AuditMatch } from '../release/audit/match.ts';
import { auditPage } from '../release/audit/page.ts';
import type { CliContext } from './frame.ts';
import { count, table } from './text.ts';
import { trainingText } from './trained.ts';

/** `audit`: everything on record about a question, a line of a release, a trace or a sentence. */
export function register(program: Command, context: CliContext): void {
  program
    .command('audit')
    .argument('<query...>', 'an id, the SHA-256 of a line, RELEASE:LINE, or a piece of text')
    .description('where it came from, under which licence and terms, why it was chosen, who approved it')
    .option('--html <file>', 'write it as a page that prints')
    .addHelpText('after', '\nExample\n  winnow audit math-00006 --html audit.html')
    .action(async (words: string[], options: { html?: string }) => {
      const { terms } = loadShipped(context.assets.data);
      const found = await auditAnywhere(context.workspace(), terms, words.join(' '));
      for (const pool of found.unsearched ?? [])
        context.out.note(
          `note: Texts in the shards of ${pool} were not searched: name a question by its id.`,
        );
      if (options.html !== undefined) writePage(options.html, auditPage(found, context.now().toISOString()));
      context.out.result(found, () => auditText(found));
    });
}

function writePage(file: string, page: string): void {
  try {
    writeFileSync(file, page, { flag: 'wx' });
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is there already' : 'it can not be made';
    throw new WinnowError('bad-usage', `--html ${file}: ${why}; name another file.`);
  }
}

function auditText({ matches, trainings, isCut, query, log }: Audit): string {
  if (matches.length === 0 && trainings.length === 0)
    return `Nothing on record has ${JSON.stringify(query.slice(0, 100))}.`;
  const head = log.signed === null ? 'never signed' : `signed at ${count(log.signed.size)}`;
  return [
    ...matches.map(matchText),
    ...trainings.map(trainingText),
    ...(isCut ? ['More questions have it; a longer piece tells them apart.'] : []),
    `${counted(log.events, 'event')} in ${log.origin}, ${head}. All of it: --json, or --html FILE.`,
  ].join('\n\n');
}

function matchText(match: AuditMatch): string {
  const {
    question,
    source,
    licence,
    decisions,
    trace,
    terms,
    flags,
    reviews,
    waivers,
    releases,
    trainings,
    events,
  } = match;
  const { externalId, questionId } = question;
  const last = decisions.at(-1);
  const said = (code: string, state: string) => (state === 'open' ? code : `${code} (${state})`);
  const lines: [string, string][] = [
    [
      'from',
      `${source.name}${source.revision === null ? '' : `@${source.revision}`}, ${source.file?.name ?? 'no file'} row ${source.row}`,
    ],
    [
      'licence',
      `${licence.declared ?? 'none'} declared${licence.declaredAt === null ? '' : ` on ${licence.declaredAt.slice(0, 10)}`}; ${licence.concluded.length} conclusions`,
    ],
    [
      'decided',
      last === undefined
        ? 'in no run'
        : `${last.kept ? `selected, rank ${last.rank}` : `${last.stage}: ${last.reason}`} in ${last.runId}`,
    ],
    [
      'trace',
      trace === null
        ? 'none'
        : `${trace.traceId} by ${trace.model ?? trace.teacher}, ${trace.kind ?? 'no thinking'}, ${trace.outcome}`,
    ],
    ['terms', terms === null ? '' : terms.documents.map(({ id }) => id).join(', ')],
    ['flags', flags.map(({ code, state }) => said(code, state)).join(', ')],
    ['waivers', `${waivers.length || ''}`],
    [
      'reviews',
      reviews
        .map(({ data, name, actor }) => `${String(data?.decision ?? '?')} by ${name ?? actor}`)
        .join(', '),
    ],
    [
      'released',
      releases.map(({ releaseId, line, policy }) => `${releaseId} line ${line} (${policy})`).join(', '),
    ],
    ['trained', trainings.map(({ name, base }) => `${name}, from ${base.model}`).join('; ')],
    [
      'events',
      `${count(events.length)}, the last ${events.at(-1)?.type ?? ''} at ${events.at(-1)?.ts ?? ''}`,
    ],
  ];
  const name = externalId === null ? questionId : `${externalId} (${questionId})`;
  return `${name}\n${table(lines.filter(([, text]) => text !== ''))}`;
}
