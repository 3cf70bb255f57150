import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { supersededBy } from '../comply/terms.ts';
import { STALE_AFTER_DAYS, staleTerms } from '../comply/terms-age.ts';
import { databaseFindings } from '../db/doctor/database.ts';
import { type Finding, fail, ok, warn } from '../db/doctor/finding.ts';
import { diskFinding, folderFindings, keyAtHand } from '../db/doctor/workspace.ts';
import { loadShipped } from '../db/shipped.ts';
import { workspaceAt } from '../db/workspace-at.ts';
import type { CliContext } from './frame.ts';
import { oneLine } from './text.ts';

/** `doctor`: whether machine, program and workspace are in order, and what to do where they are not. */
export function register(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('look whether machine, program and workspace are in order; nothing is changed')
    .addHelpText(
      'after',
      `
A line for each thing: ok, warn or fail, and what to do. The exit code is 1 where something fails. Whether anything was
changed behind the log's back takes longer: winnow ledger verify.

Example
  winnow doctor`,
    )
    .action(() => doctor(context));
}

function doctor(context: CliContext): void {
  const findings = [...programFindings(context), ...workspaceFindings(context)];
  const failed = findings.filter(({ state }) => state === 'fail');
  const report = { workspace: context.workspaceDir(), healthy: failed.length === 0, findings };
  const text = () => findings.map(lineOf).join('\n');
  if (failed.length === 0 || !context.out.json) context.out.result(report, text);
  if (failed.length === 0) return;
  throw new WinnowError(
    'failed',
    `${failed.length} of ${findings.length} things that were looked at fail: ${failed.map(({ name }) => name).join(', ')}.`,
    report,
  );
}

const lineOf = ({ state, name, says, mend }: Finding): string =>
  oneLine(`${state.padEnd(4)}  ${name}: ${says}${mend === null ? '' : `. To do: ${mend}`}`);

function workspaceFindings(context: CliContext): Finding[] {
  const dir = context.workspaceDir();
  if (!workspaceAt(dir)) {
    const says = `there is none in ${dir}`;
    const there = nearest(dir);
    return [
      diskFinding(there),
      warn('workspace', says, 'winnow start makes one; --workspace DIR names another'),
    ];
  }
  const key = keyAtHand(dir, context.environmentKey());
  return [diskFinding(dir), ...databaseFindings(dir, key), ...folderFindings(dir)];
}

/** The folder that is there, on the way up. */
const nearest = (dir: string): string => (existsSync(dir) ? dir : nearest(dirname(resolve(dir))));

function programFindings({ assets, now }: CliContext): Finding[] {
  return [nodeFinding(), builtFinding(assets), ...dataFindings(assets.data, now().toISOString())];
}

/** As package.json asks. */
const NODE = [20, 19] as const;

function nodeFinding(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > NODE[0] || (major === NODE[0] && minor >= NODE[1]);
  const says = `Node ${process.versions.node}`;
  return isNew ? ok('node', says) : fail('node', says, `install Node ${NODE.join('.')} or a newer one`);
}

function builtFinding({ pages, tokenizer }: CliContext['assets']): Finding {
  const missing = [pages, tokenizer].filter((path) => !existsSync(path));
  if (missing.length === 0)
    return ok('build', 'pages and tokenizer table are there; no browser of its own is needed');
  return fail('build', 'pages or tokenizer table were not built', 'npm run build');
}

/** How old what ships with the program is: terms and prices move under one. */
function dataFindings(data: string, at: string): Finding[] {
  try {
    const { terms, prices } = loadShipped(data);
    const now = terms.entries.filter((entry) => supersededBy(terms, entry) === null);
    const stale = staleTerms(now, at, 'request').flatMap(({ termsRefs }) => termsRefs);
    const read =
      prices
        .map(({ read_on: on }) => on)
        .sort()
        .at(-1) ?? '';
    const days = Math.floor((Date.parse(at) - Date.parse(read)) / 86_400_000);
    return [
      stale.length === 0
        ? ok('terms', `${now.length} entries in force were looked at within ${STALE_AFTER_DAYS.request} days`)
        : warn(
            'terms',
            `${stale.length} of ${now.length} entries in force were last looked at over ${STALE_AFTER_DAYS.request} days ago, such as ${stale[0]}`,
            'read them again and keep the page with winnow terms capture; a newer Winnow may bring newer entries',
          ),
      days <= PRICE_DAYS
        ? ok('prices', `read ${days} days ago, on ${read}`)
        : warn(
            'prices',
            `read ${days} days ago, on ${read}`,
            'hold them against the pages of the providers before you spend much',
          ),
    ];
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return [fail('data', why, 'install Winnow again: data/ was changed')];
  }
}

/** Prices of providers change about as often as their terms. */
const PRICE_DAYS = 90;
