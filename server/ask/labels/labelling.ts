import type { Asked } from '../prompts/grade.ts';
import {
  domainPrompt,
  domainReader,
  type QualityLabel,
  qualityPrompt,
  qualityReader,
} from '../prompts/labels.ts';
import type { Prompt } from '../prompts/prompt.ts';

/** A kind of label: how it is asked for, how the reply is read, and under which name it is stored. */
export interface Labelling {
  /** Name of the signal. */
  name: 'domain' | 'quality';
  prompt: Prompt;
  ask: (question: string) => Asked;
  /** The value of the signal; null for a reply that is not exactly what was asked for. */
  read: (reply: string, code: string) => string | null;
  /** One word for a value, to be counted by. */
  wordOf: (value: string) => string;
}

/** The domain of a question, one of the codes of the taxonomy. @param titles title by code */
export function domainLabelling(prompt: Prompt, titles: ReadonlyMap<string, string>): Labelling {
  const read = domainReader(prompt, { titles });
  return {
    name: 'domain',
    prompt,
    ask: (question) => domainPrompt(prompt, question, { titles }),
    read(reply, code) {
      const parsed = read(reply, code);
      return 'fault' in parsed ? null : parsed.value.domain;
    },
    wordOf: (value) => value,
  };
}

type Quality = Pick<QualityLabel, 'quality' | 'defects'> & { why: string };

/** Whether a question can be asked as it stands; the signal is a JSON object of `quality`, `defects` and `why`. */
export function qualityLabelling(prompt: Prompt): Labelling {
  const read = qualityReader(prompt);
  return {
    name: 'quality',
    prompt,
    ask: (question) => qualityPrompt(prompt, question),
    read(reply, code) {
      const parsed = read(reply, code);
      if ('fault' in parsed) return null;
      const { quality, defects, reasoning } = parsed.value;
      return JSON.stringify({ quality, defects, why: reasoning } satisfies Quality);
    },
    wordOf: (value) => (JSON.parse(value) as Quality).quality,
  };
}
