import { createHash } from 'node:crypto';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Tables } from '../db/tables.ts';
import type { TaxonomyFiles } from '../decide/domains/files.ts';
import { fitDomains, type KnownText, MOST_KNOWN } from '../decide/domains/fit.ts';
import type { FitReport } from '../decide/domains/fit-check.ts';
import type { FittedDomains } from '../decide/domains/fitted.ts';
import { domainOfLabel } from '../decide/domains/label.ts';
import { loadTaxonomy, type Taxonomy, UNKNOWN_DOMAIN } from '../decide/domains/taxonomy.ts';
import { codeOfTopics, statedTopics } from '../decide/domains/topics.ts';
import { byId } from './pool.ts';

/** What was learned about domains, how well, and a hash of it. */
export interface DomainReference {
  fit: FittedDomains;
  report: FitReport;
  sha256: string;
}

/**
 * The fit of domains: what the live pool says about its topics, and the labels that were imported or collected, are
 * learned from. Questions are taken in the order of ids, so that the order of arrival has no say.
 */
export function domainReference(tables: Tables, files: TaxonomyFiles): DomainReference {
  const { known, counts } = knownQuestions(tables, loadTaxonomy(files));
  const texts = promptsOf(tables, known);
  const { fit, report } = fitDomains(files, {
    known: known.map(({ n, source, code }): KnownText => ({ text: texts.get(n) ?? '', source, code })),
    counts,
  });
  return { fit, report, sha256: sha256Of(fit) };
}

interface Known {
  n: number;
  id: string;
  source: string;
  code: string;
}

/** The first questions of each domain, and how many there are of it. */
function knownQuestions(tables: Tables, taxonomy: Taxonomy) {
  const labels = labelsOf(tables);
  const byCode = new Map<string, Known[]>();
  for (const [n, id, source, subject, meta] of tables.pool.topics()) {
    const label = labels.get(id) ?? '';
    const code = domainOfLabel(label, taxonomy) ?? codeOfTopics(statedTopics(subject, meta), taxonomy);
    if (code === null || code === UNKNOWN_DOMAIN || !taxonomy.titles.has(code)) continue;
    const list = byCode.get(code);
    if (list === undefined) byCode.set(code, [{ n, id, source, code }]);
    else list.push({ n, id, source, code });
  }
  return {
    known: [...byCode.values()].flatMap((list) => list.sort(byId).slice(0, MOST_KNOWN)).sort(byId),
    counts: new Map([...byCode].map(([code, list]) => [code, list.length])),
  };
}

const labelsOf = ({ signals }: Tables): Map<string, string> =>
  new Map(
    [...signals.all()].flatMap(({ question, name, value }) => (name === 'domain' ? [[question, value]] : [])),
  );

function promptsOf({ pool }: Tables, rows: readonly Known[]): Map<number, string> {
  const prompts = new Map<number, string>();
  for (const [n, question, options] of pool.prompts(rows.map((row) => row.n))) {
    prompts.set(n, promptOf(question, options === null ? null : (JSON.parse(options) as string[])));
  }
  return prompts;
}

/** Sources take part: how a question is told hangs on whether its own is among them. */
function sha256Of({ own, pool, near, sharpness }: FittedDomains): string {
  const hash = createHash('sha256');
  for (const weights of [own, pool]) hash.update(new Uint8Array(weights));
  return hash.update(JSON.stringify([near, sharpness])).digest('hex');
}
