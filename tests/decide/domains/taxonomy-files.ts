import { readFileSync } from 'node:fs';
import { parser } from '../../../server/algorithms/parser.ts';
import {
  domainsFileSchema,
  examplesFileSchema,
  topicsFileSchema,
} from '../../../server/decide/domains/files.ts';
import { keywordClassifier } from '../../../server/decide/domains/keyword-classifier.ts';
import { loadTaxonomy } from '../../../server/decide/domains/taxonomy.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/taxonomy/${name}`, import.meta.url), 'utf8'));

/** The files that the product ships, parsed as it parses them. */
export const SHIPPED = {
  domains: parser(domainsFileSchema)(read('domains.json'), 'domains.json'),
  topics: parser(topicsFileSchema)(read('topics.json'), 'topics.json'),
  examples: parser(examplesFileSchema)(read('examples.json'), 'examples.json'),
};

export const TAXONOMY = loadTaxonomy(SHIPPED);

export const KEYWORDS = keywordClassifier(SHIPPED.domains);
