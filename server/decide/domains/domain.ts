import type { SignalOrigin } from '../../../shared/vocabulary/signals.ts';
import { domainOfLabel } from './label.ts';
import { type Taxonomy, UNKNOWN_DOMAIN } from './taxonomy.ts';
import { codeOfTopics, statedTopics } from './topics.ts';

/** What the domain of a question is told from. */
export interface DomainClues {
  /** A label that was imported or collected. */
  label: string | null;
  /** The subject that the record states. */
  subject: string | null;
  /** Whatever else the source says: a JSON object, as text. */
  meta: string;
  /** The name of the source. */
  source: string;
  /** The code of the topic that subject and metadata state (null: none), where it is told already. */
  stated?: string | null | undefined;
  /** The question's text, for the classifier. */
  text: string;
}

/** `domain` is a code of the taxonomy, or a label of the importer's own. */
export interface DomainSignal {
  domain: string;
  domainFrom: Extract<SignalOrigin, 'label' | 'metadata' | 'classifier' | 'none'>;
  /** Of the fitted classifier, to four places: also where it was too unsure to name a domain. */
  domainConfidence?: number;
}

/**
 * The domain of a question and where it is from, best first: the label, the topic that the source states,
 * the classifier on the text; `unknown` from `none` where all three are silent. Pure; never throws.
 */
export function domainOf(clues: DomainClues, taxonomy: Taxonomy): DomainSignal {
  const labelled = clues.label === null ? null : domainOfLabel(clues.label, taxonomy);
  if (labelled !== null) return { domain: labelled, domainFrom: 'label' };
  const stated =
    clues.stated === undefined
      ? codeOfTopics(statedTopics(clues.subject, clues.meta), taxonomy)
      : clues.stated;
  if (stated !== null) return { domain: stated, domainFrom: 'metadata' };
  const { code, confidence } = taxonomy.classify(clues.text, clues.source);
  const guess: DomainSignal =
    code === null
      ? { domain: UNKNOWN_DOMAIN, domainFrom: 'none' }
      : { domain: code, domainFrom: 'classifier' };
  return confidence === null ? guess : { ...guess, domainConfidence: Math.round(confidence * 1e4) / 1e4 };
}
