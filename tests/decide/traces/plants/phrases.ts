import { append, insert, type Plant, wording } from './plant.ts';

const REFUSALS = [
  "I'm sorry, but I can't help with that request.",
  'I cannot assist with this question.',
  'I am unable to provide an answer to this question.',
  "I'm sorry, I can't comply with this.",
  'As an AI, I must decline to answer this question.',
  '抱歉，我无法回答这个问题。',
];
const REFUSALS_HELD_OUT = [
  "I apologize, but I'm not able to help with this.",
  "Unfortunately, I can't provide a solution to this problem.",
  "I won't be able to assist you here.",
  'Providing this would violate our content policy.',
  'I must respectfully decline this request.',
  "Sorry, but I'm unable to answer that.",
  "This question is something I can't discuss.",
  'I do not feel comfortable answering this question.',
  '很抱歉，我不能提供这方面的帮助。',
  'I regret that I cannot fulfil your request.',
  "I can't engage with this topic.",
  'I have to decline to answer here.',
  "That's not something I can help with.",
  'My guidelines do not permit me to answer this.',
  "I'm afraid I can't give you an answer to that question.",
  'I am not able to continue with this conversation.',
  '对不起，作为人工智能我不能回答这个问题。',
];
export const refused: Plant = (made, pick, half) => {
  const text = wording(pick, half, REFUSALS, REFUSALS_HELD_OUT);
  const answer = pick.of([
    text,
    `${text} ${made.answer}`,
    `${made.answer}\n\n${text}`,
    `${text} If you have another question, feel free to ask.`,
  ]);
  return { ...made, answer };
};

const QUOTED = [
  'The given answer is 42, so I will aim for that.',
  'According to the reference solution, the sum is even.',
  'This matches the provided answer.',
  'The solution provided says that the sum is even.',
  'As stated in the reference answer, the result is odd.',
  'According to the solution provided, we should get an integer.',
];
const QUOTED_HELD_OUT = [
  'Looking at the answer key, it should be an integer.',
  'The expected answer is 17, hence something is off.',
  'We are told that the correct answer is 12, so let me find a way to it.',
  'My result agrees with the official solution.',
  'The reference answer says 8, which I should match.',
  'Since we already know the answer, it is enough to argue backwards.',
  'Compared with the ground truth answer, mine is too large.',
  'The answer is given as 25 in the data, so the area must be that.',
  '根据参考答案，结果应该是偶数。',
  'The model solution uses induction, so I will do that too. Per the provided solution, it works.',
];
export const quoted: Plant = (made, pick, half) =>
  insert(made, pick, wording(pick, half, QUOTED, QUOTED_HELD_OUT));

const META = [
  'As an AI language model, I have no opinion on this.',
  'I am an AI and can only reason about text.',
  'My training data may not include this.',
  'The system prompt says to be brief.',
];
const META_HELD_OUT = [
  "I'm just a language model, so I may slip.",
  'I was instructed to answer in one line.',
  'This is beyond my knowledge cutoff.',
  'The prompt asks for a short reply, so I keep it short.',
  'As a large language model trained by Google, I should be careful.',
  'My guidelines tell me to explain each step.',
  '作为一个人工智能语言模型，我会一步一步地解答。',
  'The developer message wants the result in a box.',
];
export const meta: Plant = (made, pick, half) =>
  insert(made, pick, wording(pick, half, META, META_HELD_OUT), pick.chance(0.5) ? 'thinking' : 'answer');

const TOKENS = [
  '<|im_end|>',
  '<|im_start|>',
  '<|endoftext|>',
  '</think>',
  '<think>',
  '<|fim_pad|>',
  '[INST]',
];
const TOKENS_HELD_OUT = [
  '<tool_call>',
  '<|vision_start|>',
  '<｜end▁of▁sentence｜>',
  '<|eot_id|>',
  '<end_of_turn>',
  '<|channel|>',
  '</s>',
  '<<SYS>>',
  '<|box_end|>',
  '[/INST]',
  '<|start_header_id|>',
  '<bos>',
];
export const token: Plant = (made, pick, half) =>
  insert(made, pick, wording(pick, half, TOKENS, TOKENS_HELD_OUT), pick.chance(0.7) ? 'thinking' : 'answer');

const CALLS = [
  '<tool_call>{"name": "calculator", "arguments": {"x": 3}}</tool_call>',
  '{"name": "search", "arguments": {"query": "primes below 100"}}',
  '<tool_response>97</tool_response>',
  '\nAction: calculator\nAction Input: 3 * 5\nObservation: 15\n',
  '\n```tool_code\nprint(3 * 5)\n```\n',
];
const CALLS_HELD_OUT = [
  '<function_calls><invoke name="python">',
  '<function=solve>{"n": 4}</function>',
  '[TOOL_CALLS] [{"name": "run", "arguments": {}}]',
  'functions.python({"code": "print(1)"})',
  '\nTool: browser\nTool Input: "area of a disk"\n',
  'to=python code',
  '\n```tool_output\n15\n```\n',
  '【3†source】',
  '{"tool": "wolfram", "input": "integrate x^2"}',
  '"tool_calls": [{"id": "call_1"}]',
];
export const toolCall: Plant = (made, pick, half) =>
  insert(made, pick, wording(pick, half, CALLS, CALLS_HELD_OUT));

const BROKEN = [
  'The angle at Ã© is right.',
  'That isnâ€™t true.',
  'It is 20 Â°C outside.',
  'The \ufffd\ufffd of it is small.',
  'A part of \ue001 is left.',
];
const BROKEN_HELD_OUT = [
  'GauÃŸ did this.',
  'He said â€œyesâ€\u009d at once.',
  'So x Â± 2 is fine.',
  'A caf\ufffd near the river.',
  'ï»¿Then we go on.',
  'The \u0007 rings.',
  'It costs Â£5.',
  '结果是锟斤拷。',
  'The half \ud83d is lost.',
  'naÃ¯ve counting',
];
export const brokenText: Plant = (made, pick, half) =>
  insert(made, pick, wording(pick, half, BROKEN, BROKEN_HELD_OUT));

const SUMMARIES = [
  'Analyzing the Sum',
  'Considering the Cases',
  'Refining the Approach',
  'Calculating the Total',
];
const SUMMARIES_HELD_OUT = [
  'Examining Divisibility',
  'Exploring Symmetry Further',
  'My Thought Process',
  'Verifying Each Step',
  'Breaking Down the Question',
  'Formulating a Plan',
];
const PROSE = [
  "I'm now looking at how the terms relate to each other. The structure suggests that a direct count may be enough here.",
  'My focus is on the boundary cases, since those decide whether the bound is sharp. I have found a promising way to handle them.',
  "I've settled on an approach that counts pairs, and I'm working out how it extends to the general case.",
];
export const headings: Plant = (made, pick, half) => {
  const titles = half === 'tuned' ? SUMMARIES : SUMMARIES_HELD_OUT;
  const count = pick.number(2, 9);
  const sections = Array.from(
    { length: count },
    () => `**${pick.of(titles)}**\n\n${pick.of(PROSE)}${pick.chance(0.4) ? ` ${pick.of(PROSE)}` : ''}`,
  );
  return { ...made, thinking: sections.join('\n\n\n') };
};

const NOTHING = ['', ' \n ', '...', 'Okay.', 'N/A', '-'];
const NOTHING_HELD_OUT = ['\t\n\n', '…', 'Thinking...', '(no thoughts)', '**', 'Hmm, okay.', '好。', '$$'];
export const nothing: Plant = (made, pick, half) => ({
  ...made,
  thinking: wording(pick, half, NOTHING, NOTHING_HELD_OUT),
});

/** The words of a benchmark question in the middle of the thinking; the test hands in a matcher that knows them. */
export const BENCHMARK =
  'A gardener plants tulips in rows so that every row after the first has three tulips more than the row before it';
export const leaked: Plant = (made, pick, half) =>
  half === 'tuned'
    ? append(made, `${BENCHMARK}.`)
    : insert(made, pick, BENCHMARK.split(' ').slice(pick.number(0, 4)).join(' '));
