import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import { fence } from './fence.ts';
import { fill, type Prompt } from './prompt.ts';
import { replyReader } from './reply.ts';

/** What a call of a grader or labeller is made of. */
export interface Asked {
  system: string | null;
  prompt: string;
  /** JSON Schema for the provider (`Generation.responseSchema`). */
  responseSchema: unknown;
  /** What the reply must carry. */
  code: string;
  /** `ref` and hash of the prompt file. */
  promptRef: string;
  promptSha256: string;
}

/** What is graded: the question as it was asked, the reference, and the answer to be judged. */
export interface ToGrade {
  question: string;
  reference: string;
  answer: string;
}

/** Which of the two is shown first; a grader that only follows the order gives two verdicts. */
export const GRADE_ORDERS = ['reference-first', 'answer-first'] as const;
export type GradeOrder = (typeof GRADE_ORDERS)[number];

/** The call that asks a grader about one answer. All three texts are fenced. */
export function gradePrompt(
  prompt: Prompt,
  { question, reference, answer }: ToGrade,
  order: GradeOrder,
): Asked {
  const { code, blocks } = fence([
    { name: 'question', text: question },
    { name: 'reference', text: reference },
    { name: 'answer', text: answer },
  ]);
  const [asked = '', wanted = '', given = ''] = blocks;
  const [first, second] = order === 'reference-first' ? [wanted, given] : [given, wanted];
  return {
    system: prompt.system,
    prompt: fill(prompt.user, { code, question: asked, first, second }, prompt.ref),
    responseSchema: prompt.reply,
    code,
    promptRef: prompt.ref,
    promptSha256: prompt.sha256,
  };
}

/** A grader's word on one answer. */
export interface Grade {
  verdict: Verdict;
  /** What the grader says for it; null where nothing could be read. */
  reasoning: string | null;
  /** Why it is unverifiable, where that is not the grader's own word. */
  fault: string | null;
}

/** Reads the reply of a grader: exactly the object asked for, else `unverifiable` with the reason. Never searches. */
export function gradeReader(prompt: Prompt): (reply: string | null, code: string) => Grade {
  const read = replyReader<{ code: string; reasoning: string; verdict: Verdict }>(prompt.reply);
  return (reply, code) => {
    if (reply === null) return unread('There is no reply.');
    const parsed = read(reply, code);
    if ('fault' in parsed) return unread(parsed.fault);
    return { verdict: parsed.value.verdict, reasoning: parsed.value.reasoning, fault: null };
  };
}

const unread = (fault: string): Grade => ({ verdict: 'unverifiable', reasoning: null, fault });
