import { seededRandom } from '../../algorithms/random.ts';

/** What is needed of a sample question to make up a reply to it. */
export interface Answered {
  questionId: string;
  question: string;
  solution: string | null;
  answer: string | null;
}

/** One recorded reply: whose, and the body in the wire format of Gemini's generateContent. */
export interface RecordedReply {
  question: string;
  sample: number;
  body: unknown;
}

/** How many selected questions the sample has recorded replies for. */
export const RECORDED_REPLIES = 60;

/** The model that the recorded replies are laid out for; their ids begin with `sample-recorded`. */
export const RECORDED_MODEL = 'gemini-3.8-flash';
/** When they say that they were made. */
export const RECORDED_AT = '2026-11-01T08:00:00.000Z';

/**
 * Replies of ours to the first selected questions of the sample, deterministic, in Gemini's wire format, so that
 * flags, traces and a refused release can be seen before a model was ever asked. Nobody thought them: the
 * "thoughts" are the worked solution told as a summary. Most serve; the others are blocked, cut, recited, cite a
 * source, lack thoughts, go round in circles or end in another answer.
 */
export const recordedReplies = (questions: readonly Answered[]): RecordedReply[] =>
  questions.slice(0, RECORDED_REPLIES).map((question, i) => ({
    question: question.questionId,
    sample: 0,
    body: (KINDS[i % KINDS.length] ?? served)(partsOf(question), i),
  }));

interface Parts {
  headings: string[];
  steps: string[];
  answer: string;
  prompt: number;
  id: string;
}

type Kind = (parts: Parts, i: number) => unknown;

const HEADINGS = [
  'Reading the question',
  'Setting it up',
  'Working it out',
  'Carrying on',
  'Checking the result',
];

function partsOf({ questionId, question, solution, answer }: Answered): Parts {
  const random = seededRandom(`recorded ${questionId}`);
  const steps = (solution ?? 'There is little to go by here.').split('\n\n').filter((step) => step !== '');
  const headings = steps.map((_, i) => HEADINGS[Math.min(i, HEADINGS.length - 1)] ?? '');
  const id = `sample-recorded-${String(random.int(1_000_000_000)).padStart(9, '0')}`;
  return { headings, steps, answer: answer ?? '', prompt: Math.ceil(question.length / 4), id };
}

const thought = (heading: string, step: string) => ({
  text: `**${heading}**\n\nI look at what is given and note: ${step}\n\n`,
  thought: true,
});
const thoughtsOf = ({ headings, steps }: Parts) => steps.map((step, i) => thought(headings[i] ?? '', step));
const answerOf = ({ steps, answer }: Parts) => ({
  text: `${steps.join('\n\n')}\n\nThe final answer is $\\boxed{${answer}}$.`,
});

interface Candidate {
  finishReason: string;
  parts?: readonly { text: string; thought?: boolean }[];
  more?: object;
}

/** A reply with usage as it would be billed: the whole thoughts, of which the summary is a small part. */
function reply({ prompt, id }: Parts, { finishReason, parts, more }: Candidate): unknown {
  const letters = (isThought: boolean) =>
    (parts ?? [])
      .filter((part) => (part.thought ?? false) === isThought)
      .reduce((n, { text }) => n + text.length, 0);
  const thoughts = letters(true) === 0 ? 0 : letters(true) + 400; // some four tokens for each one of the summary
  const answer = Math.ceil(letters(false) / 4);
  return {
    candidates: [{ index: 0, finishReason, ...(parts && { content: { role: 'model', parts } }), ...more }],
    usageMetadata: {
      promptTokenCount: prompt,
      thoughtsTokenCount: thoughts,
      candidatesTokenCount: answer,
      totalTokenCount: prompt + thoughts + answer,
    },
    modelVersion: RECORDED_MODEL,
    responseId: id,
    createTime: RECORDED_AT,
  };
}

const served: Kind = (p) => reply(p, { finishReason: 'STOP', parts: [...thoughtsOf(p), answerOf(p)] });

const refusedPrompt: Kind = ({ prompt, id }) => ({
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
  usageMetadata: { promptTokenCount: prompt, totalTokenCount: prompt },
  modelVersion: RECORDED_MODEL,
  responseId: id,
  createTime: RECORDED_AT,
});

const held: Kind = (p) =>
  reply(p, {
    finishReason: 'SAFETY',
    more: {
      safetyRatings: [{ category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'MEDIUM', blocked: true }],
    },
  });

const recited: Kind = (p) => reply(p, { finishReason: 'RECITATION' });

const cutInThoughts: Kind = (p) => reply(p, { finishReason: 'MAX_TOKENS', parts: thoughtsOf(p).slice(0, 1) });

const withoutThoughts: Kind = (p) => reply(p, { finishReason: 'STOP', parts: [answerOf(p)] });

const cites: Kind = (p) =>
  reply(p, {
    finishReason: 'STOP',
    parts: [...thoughtsOf(p), answerOf(p)],
    more: {
      citationMetadata: {
        citationSources: [
          { startIndex: 0, endIndex: 40, uri: 'https://example.org/worked-examples', license: 'CC-BY-4.0' },
        ],
      },
    },
  });

const circles: Kind = (p) => {
  const turn = 'But wait, let me look at the first step once more, since it may have been wrong. ';
  const looping = { text: turn.repeat(60), thought: true };
  return reply(p, { finishReason: 'STOP', parts: [...thoughtsOf(p), looping, answerOf(p)] });
};

const endsElsewhere: Kind = (p) =>
  reply(p, {
    finishReason: 'STOP',
    parts: [...thoughtsOf(p), answerOf({ ...p, steps: p.steps.slice(0, 1), answer: '-1000003' })],
  });

/** The order in which the kinds come; `served` is the rule. */
const SPECIAL: Readonly<Record<number, Kind>> = {
  3: refusedPrompt,
  7: held,
  11: recited,
  14: cutInThoughts,
  17: withoutThoughts,
  20: cites,
  23: circles,
  26: endsElsewhere,
};
const KINDS: readonly Kind[] = Array.from({ length: 30 }, (_, i) => SPECIAL[i] ?? served);
