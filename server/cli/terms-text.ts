import { counted } from '../../shared/counted.ts';
import type { TermsItem } from '../../shared/schemas/compliance.ts';
import type { TermsEntry } from '../../shared/schemas/terms.ts';
import type { CaptureReport } from '../ask/capture.ts';
import type { TermsRegistry } from '../comply/shipped.ts';
import { termsItems } from '../comply/terms-list.ts';
import type { StoredEndpoint } from '../db/endpoints.ts';
import { count, oneLine, table } from './text.ts';

export interface TermsListing {
  registrySha256: string;
  entries: Omit<TermsItem, 'url' | 'stale' | 'clauses' | 'changes' | 'captured'>[];
  /** Servers of one's own, the last word on each. */
  declared: { origin: string; model: string; weights: string; declaredAt: string }[];
}

/** The registry as it is on a day, with what was declared. */
export function listTerms(
  registry: TermsRegistry,
  endpoints: readonly StoredEndpoint[],
  at: string,
): TermsListing {
  const last = new Map(endpoints.map((one) => [JSON.stringify([one.origin, one.model]), one]));
  return {
    registrySha256: registry.sha256,
    entries: termsItems(registry, at).map(
      ({ url: _url, stale: _stale, clauses: _clauses, changes: _changes, ...entry }) => entry,
    ),
    declared: [...last.values()].map(({ origin, model, weights, declaredAt }) => ({
      origin,
      model,
      weights,
      declaredAt,
    })),
  };
}

export function termsText({ entries, declared, registrySha256 }: TermsListing): string {
  const rows = entries.map(({ id, instrument, inForce, supersededBy: next }) => [
    id,
    inForce ? 'in force' : next === null ? 'to come' : 'replaced',
    instrument,
  ]);
  const servers = declared.map(({ origin, model, weights }) => [origin, oneLine(model), weights]);
  return [
    table(rows),
    ...(servers.length === 0 ? [] : ['', 'declared', table(servers)]),
    '',
    `  registry ${registrySha256}`,
  ].join('\n');
}

export function entryText(entry: TermsEntry & { superseded_by: string | null }): string {
  const facts = [
    ['kind', entry.kind],
    ['in force from', entry.effective ?? 'the day of the weights'],
    ['replaced by', entry.superseded_by ?? 'nothing'],
    ['address', entry.url ?? 'none'],
    ['read', entry.read],
    ['checked', `${entry.reviewed_at}, by ${entry.reviewed_by}`],
  ];
  const clauses = entry.clauses.flatMap(({ id, heading, effect, binds, says, excerpt, certainty }) => [
    `${id} (${heading}): ${effect}${binds === 'undecided' ? ', whether it binds is undecided' : ''}; ${certainty}`,
    `  ${says}`,
    ...(excerpt === null ? [] : [`  "${excerpt}"`]),
  ]);
  const none = clauses.length === 0 ? ['no clauses'] : clauses;
  return [`${entry.id}  ${entry.instrument}`, '', table(facts), '', ...none].join('\n');
}

export function captureText(report: CaptureReport): string {
  const { instrument, sha256, bytes, isNew, previous, addedLines, removedLines, clauses, entry } = report;
  const quoted = clauses.filter(({ quotedBy }) => quotedBy !== null);
  const gone = quoted.filter(({ found }) => !found).map(({ id }) => id);
  const change =
    previous === null
      ? 'the first text of these terms here'
      : `${counted(addedLines, 'line')} came and ${count(removedLines)} went since the last one`;
  return [
    `${instrument}: ${isNew ? `kept, ${counted(bytes, 'byte')}; ${change}` : 'this very text is there already'}`,
    `  sha256 ${sha256}`,
    ...report.removed.map((line) => `- ${oneLine(line)}`),
    ...report.added.map((line) => `+ ${oneLine(line)}`),
    quotesText(entry, quoted.length, gone),
    ...sinceLast(clauses),
  ].join('\n');
}

/** Clauses that came or went between the text that was brought last and this one. */
function sinceLast(clauses: CaptureReport['clauses']): string[] {
  const ids = (came: boolean) =>
    clauses
      .filter(({ found, foundBefore }) => foundBefore !== null && found === came && foundBefore !== came)
      .map(({ id }) => id)
      .join(', ');
  const [came, went] = [ids(true), ids(false)];
  return [
    ...(went === '' ? [] : [`Gone since the last text, of these clauses: ${went}.`]),
    ...(came === '' ? [] : [`Come since the last text, of these clauses: ${came}.`]),
  ];
}

function quotesText(entry: string, quoted: number, gone: readonly string[]): string {
  if (quoted === 0) return `The registry quotes nothing of ${entry}, so there was nothing to look for.`;
  return gone.length === 0
    ? `All ${counted(quoted, 'clause')} that the registry quotes stand in it (${entry}).`
    : `Not in it, of the clauses that the registry quotes (${entry}): ${gone.join(', ')}.`;
}
