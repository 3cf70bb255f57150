import { WinnowError } from '../../../shared/error.ts';
import { exampleList } from '../../algorithms/text-classifier/examples.ts';
import type { Featurizer } from '../../algorithms/text-classifier/features.ts';
import type { Scorer } from '../../algorithms/text-classifier/scores.ts';
import type { DomainsFile, Keywords, TaxonomyFiles } from './files.ts';
import { byCode } from './keyword-classifier.ts';
import { learned } from './model.ts';
import { UNKNOWN_DOMAIN } from './taxonomy.ts';

/** A text of ours with the domain that it speaks of. */
interface OwnText {
  text: string;
  /** A place in the list of domains. */
  domain: number;
  /** How much it counts beside a whole question, which is 1. */
  weight: number;
}

const WEIGHTS: Readonly<Record<keyof Keywords, number>> = {
  sure: 0.5,
  strong: 0.25,
  fair: 0.125,
  weak: 0.0625,
};
/** Of a title or an alias. */
const NAME = 0.5;

const EPOCHS = 4;

/** The domains that a text can be told to be of, by code: all but `unknown`. */
export const knownDomains = ({ domains }: Pick<TaxonomyFiles, 'domains'>): DomainsFile['domains'] =>
  byCode(domains.domains).filter(({ code }) => code !== UNKNOWN_DOMAIN);

export const domainCodes = (files: Pick<TaxonomyFiles, 'domains'>): string[] =>
  knownDomains(files).map(({ code }) => code);

/** The weights that our own texts give: the same wherever the same files are. */
export function ownWeights(
  files: Pick<TaxonomyFiles, 'domains' | 'examples'>,
  featuresOf: Featurizer,
): Scorer {
  const examples = exampleList();
  for (const { text, domain, weight } of ownTexts(files)) examples.add(featuresOf(text), domain, weight);
  return learned(domainCodes(files).length, examples.columns(), EPOCHS);
}

/**
 * What data/taxonomy says about each domain: its titles, its keywords and the questions written for it.
 * @throws WinnowError `bad-input` for examples of a code that is not in the list
 */
function ownTexts(files: Pick<TaxonomyFiles, 'domains' | 'examples'>): OwnText[] {
  const place = new Map(domainCodes(files).map((code, at) => [code, at]));
  const texts = knownDomains(files).flatMap(({ code, title, aliases, keywords }) =>
    [title, ...aliases]
      .map((text) => ({ code, text, weight: NAME }))
      .concat(
        Object.entries(keywords).flatMap(([strength, words]) =>
          words.map((text) => ({ code, text, weight: WEIGHTS[strength as keyof Keywords] })),
        ),
      ),
  );
  const questions = Object.entries(files.examples.examples).flatMap(([code, examples]) =>
    examples.map((text) => ({ code, text, weight: 1 })),
  );
  return [...texts, ...questions].map(({ code, text, weight }) => {
    const domain = place.get(code);
    if (domain === undefined) throw badExamples(code);
    return { text, domain, weight };
  });
}

const badExamples = (code: string): WinnowError =>
  new WinnowError(
    'bad-input',
    `taxonomy: there are examples of the unknown code "${code}"; mend it in data/taxonomy/examples.json.`,
  );
