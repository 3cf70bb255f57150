import { WinnowError } from '../../../shared/error.ts';
import type { DomainsFile, TopicsFile } from './files.ts';
import { type Classifier, keywordClassifier } from './keyword-classifier.ts';
import { nameKey } from './names.ts';

/** The domain of a question of which nothing is known. */
export const UNKNOWN_DOMAIN = 'unknown';

/** The closed list of domains, with what is needed to find the one of a question. */
export interface Taxonomy {
  /** Title of each domain by its code, by code. */
  titles: ReadonlyMap<string, string>;
  /** Code by title, alias and code, as `nameKey` writes them. */
  codeOfTitle: ReadonlyMap<string, string>;
  /** Code by the topics of data sets, as `nameKey` writes them. */
  codeOfTopic: ReadonlyMap<string, string>;
  classify: Classifier;
}

/**
 * Builds the maps once, for many questions; each worker builds its own from the same files, which the
 * caller reads and parses (`domainsFileSchema`, `topicsFileSchema`). Another classifier may be handed in.
 * @throws WinnowError `bad-input` where a name stands for two codes, a code is unknown or not the list's, or
 *   a keyword is bad
 */
export function loadTaxonomy(
  files: { domains: DomainsFile; topics: TopicsFile },
  classify: Classifier = byKeywords(files.domains),
): Taxonomy {
  const domains = [...files.domains.domains].sort((a, b) => (a.code < b.code ? -1 : 1));
  const titles = new Map(domains.map(({ code, title }) => [code, title]));
  if (titles.size < domains.length) throw bad('a code is listed twice');
  if (!titles.has(UNKNOWN_DOMAIN)) throw bad(`the code "${UNKNOWN_DOMAIN}" is missing`);
  const codeOfTitle = new Map<string, string>();
  for (const { code, title, aliases } of domains) {
    for (const name of new Set([code, title, ...aliases].map(nameKey))) enter(codeOfTitle, name, code);
  }
  const codeOfTopic = new Map<string, string>();
  for (const [set, topics] of Object.entries(files.topics.topics)) {
    for (const [topic, code] of Object.entries(topics)) {
      if (!titles.has(code)) throw bad(`the topic "${topic}" of ${set} has the unknown code "${code}"`);
      enter(codeOfTopic, nameKey(topic), code);
    }
  }
  return { titles, codeOfTitle, codeOfTopic, classify };
}

function byKeywords(files: DomainsFile): Classifier {
  const codeOf = keywordClassifier(files);
  return (text) => ({ code: codeOf(text), confidence: null });
}

function enter(codes: Map<string, string>, key: string, code: string): void {
  const known = codes.get(key);
  if (known !== undefined && known !== code) throw bad(`"${key}" stands for both ${known} and ${code}`);
  codes.set(key, code);
}

const bad = (fault: string): WinnowError =>
  new WinnowError('bad-input', `taxonomy: ${fault}; mend it in data/taxonomy.`);
