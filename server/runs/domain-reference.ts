import { createHash } from 'node:crypto';
import { promptOf } from '../../shared/schemas/question.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { CodedBuilder } from '../algorithms/columns/coded.ts';
import { SLICE, type Slices } from '../algorithms/slices.ts';
import { configOf } from '../decide/config-of.ts';
import type { TaxonomyFiles } from '../decide/domains/files.ts';
import { fitDomains, type KnownText, MOST_KNOWN, type PoolTexts } from '../decide/domains/fit.ts';
import type { FitReport } from '../decide/domains/fit-check.ts';
import type { FittedDomains } from '../decide/domains/fitted.ts';
import { domainOfLabel } from '../decide/domains/label.ts';
import { loadTaxonomy, type Taxonomy, UNKNOWN_DOMAIN } from '../decide/domains/taxonomy.ts';
import { codeOfTopics, statedTopics } from '../decide/domains/topics.ts';
import type { PoolReader } from './facts/pool-reader.ts';
import type { Heads } from './heads.ts';

/** Codes of the topics that questions state, by row number. */
export interface StatedTopics {
  get(n: number): string | undefined;
}

/** How well domains were learned, and a hash of what was. */
export interface DomainsPart {
  report: FitReport;
  sha256: string;
}

/** Whether a recipe asks for the fitted classifier. */
export const fitsDomains = (recipe: Recipe): boolean => configOf(recipe, 'diversity')?.domains === 'fitted';

/** The fit of domains, with the codes of the topics that questions state, by row number. */
export interface DomainReference {
  fit: FittedDomains;
  part: DomainsPart;
  stated: StatedTopics;
}

/** What domains are learned from. */
export interface DomainLesson {
  files: TaxonomyFiles;
  pool: PoolTexts;
}

/**
 * What the fit of domains is learned from: what the pool says about its topics, and the labels that were imported or
 * collected. Questions are taken in the order of ids, so that the order of arrival has no say.
 * @param heads in the order of ids
 */
export function* domainLesson(
  pool: Pick<PoolReader, 'topics' | 'prompts'>,
  heads: Heads,
  files: TaxonomyFiles,
): Slices<{ lesson: DomainLesson; stated: DomainReference['stated'] }> {
  const { known, counts, stated } = yield* knownQuestions(pool, heads, loadTaxonomy(files));
  const prompts = new Map<number, string>();
  for (const [n, question, options] of pool.prompts(known.map(({ n }) => n))) {
    prompts.set(n, promptOf(question, options === null ? null : (JSON.parse(options) as string[])));
    if (prompts.size % TEXTS === 0) yield;
  }
  const texts = known.map(({ n, source, code }): KnownText => ({ text: prompts.get(n) ?? '', source, code }));
  return { lesson: { files, pool: { known: texts, counts } }, stated };
}

/** Learns domains; the same on every thread. */
export const learnDomains = ({ files, pool }: DomainLesson): ReturnType<typeof fitDomains> =>
  fitDomains(files, pool);

/** What was learned, with all that is told of it. */
export const domainReferenceOf = (
  { fit, report }: ReturnType<typeof fitDomains>,
  stated: DomainReference['stated'],
): DomainReference => ({ fit, part: { report, sha256: sha256Of(fit) }, stated });

/** Texts that are read between two pauses: where a pool stays as shards, rows of a file are decoded for a few. */
const TEXTS = 256;

/** The first questions of each domain, and how many there are of it. */
interface Known {
  known: { n: number; source: string; code: string }[];
  counts: Map<string, number>;
  stated: StatedTopics;
}

function* knownQuestions(pool: Pick<PoolReader, 'topics'>, heads: Heads, taxonomy: Taxonomy): Slices<Known> {
  const codes = new CodedBuilder<string | null>();
  codes.put(0, null);
  let read = 0;
  for (const [n, subject, meta] of pool.topics()) {
    const code = codeOfTopics(statedTopics(subject, meta), taxonomy);
    if (code !== null) codes.put(n, code);
    if (++read % SLICE === 0) yield;
  }
  const column = codes.end();
  const stated: StatedTopics = { get: (n) => column.at(n) ?? undefined };
  const known: Known['known'] = [];
  const counts = new Map<string, number>();
  for (let place = 0; place < heads.length; place++) {
    if (place % SLICE === SLICE - 1) yield;
    const { label } = heads.evidence.at(place);
    const n = heads.numberAt(place);
    const code = domainOfLabel(label ?? '', taxonomy) ?? stated.get(n);
    if (code === undefined || code === UNKNOWN_DOMAIN || !taxonomy.titles.has(code)) continue;
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= MOST_KNOWN) known.push({ n, source: heads.sourceAt(place), code });
  }
  return { known, counts, stated };
}

/** Sources take part: how a question is told hangs on whether its own is among them. */
function sha256Of({ own, pool, near, sharpness }: FittedDomains): string {
  const hash = createHash('sha256');
  for (const weights of [own, pool]) hash.update(new Uint8Array(weights));
  return hash.update(JSON.stringify([near, sharpness])).digest('hex');
}
