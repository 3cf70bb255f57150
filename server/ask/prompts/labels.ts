import type { Taxonomy } from '../../decide/domains/taxonomy.ts';
import { fence } from './fence.ts';
import type { Asked } from './grade.ts';
import { fill, type Prompt } from './prompt.ts';
import { type ParsedReply, replyReader } from './reply.ts';

/**
 * The call that asks for the domain of a question: the closed list stands in the system text, and the schema of the
 * reply names its codes as the only ones.
 */
export function domainPrompt(prompt: Prompt, question: string, { titles }: Pick<Taxonomy, 'titles'>): Asked {
  const { code, blocks } = fence([{ name: 'question', text: question }]);
  const domains = [...titles].map(([domain, title]) => `${domain}: ${title}`).join('\n');
  return {
    system: prompt.system === null ? null : fill(prompt.system, { domains }, prompt.ref),
    prompt: fill(prompt.user, { code, question: blocks[0] ?? '' }, prompt.ref),
    responseSchema: withDomains(prompt.reply, [...titles.keys()]),
    code,
    promptRef: prompt.ref,
    promptSha256: prompt.sha256,
  };
}

/** Reads the reply: a code of the list, or the reason why there is none. */
export function domainReader(
  prompt: Prompt,
  { titles }: Pick<Taxonomy, 'titles'>,
): (reply: string, code: string) => ParsedReply<{ code: string; domain: string }> {
  return replyReader(withDomains(prompt.reply, [...titles.keys()]));
}

/** The schema with the codes as the only values of `domain`. */
function withDomains(schema: Prompt['reply'], codes: readonly string[]): unknown {
  const properties = { ...(schema?.properties as object), domain: { type: 'string', enum: codes } };
  return { ...schema, properties };
}

/** The call that asks whether a question can be asked as it stands. */
export function qualityPrompt(prompt: Prompt, question: string): Asked {
  const { code, blocks } = fence([{ name: 'question', text: question }]);
  return {
    system: prompt.system,
    prompt: fill(prompt.user, { code, question: blocks[0] ?? '' }, prompt.ref),
    responseSchema: prompt.reply,
    code,
    promptRef: prompt.ref,
    promptSha256: prompt.sha256,
  };
}

export interface QualityLabel {
  code: string;
  reasoning: string;
  defects: string[];
  quality: 'good' | 'usable' | 'poor';
}

/** Reads the reply: the label, or the reason why there is none. */
export const qualityReader = (prompt: Prompt): ((reply: string, code: string) => ParsedReply<QualityLabel>) =>
  replyReader<QualityLabel>(prompt.reply);
