/** A reply of Gemini's on the wire, as the fake builds it. */
export interface GeminiBody {
  candidates?: GeminiCandidate[];
  promptFeedback?: object;
  usageMetadata?: Record<string, unknown>;
  modelVersion?: string;
  responseId?: string;
  [other: string]: unknown;
}
export interface GeminiCandidate {
  index: number;
  finishReason?: string;
  content?: { role: string; parts?: GeminiPart[] };
  [other: string]: unknown;
}
export interface GeminiPart {
  text?: string;
  thought?: boolean;
  [other: string]: unknown;
}

interface ContentFault {
  says: string;
  change: (body: GeminiBody, value: string | number | undefined) => GeminiBody;
}

const candidate = (body: GeminiBody, change: (one: GeminiCandidate) => object): GeminiBody => ({
  ...body,
  candidates: (body.candidates ?? []).map((one) => ({ ...one, ...change(one) })),
});
const parts = (body: GeminiBody, change: (parts: GeminiPart[]) => GeminiPart[]): GeminiBody =>
  candidate(body, ({ content }) => ({ content: { role: 'model', parts: change(content?.parts ?? []) } }));
const answerText = (body: GeminiBody, change: (text: string) => string): GeminiBody =>
  parts(body, (all) => all.map((part) => (part.thought ? part : { ...part, text: change(part.text ?? '') })));
const without = (body: GeminiBody, ...names: string[]): GeminiBody =>
  Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));

/** The prompt is refused: no candidates, and only the prompt is counted. */
const refused = (says: string, blockReason: string): ContentFault => ({
  says,
  change: (body) => ({
    ...without(body, 'candidates'),
    promptFeedback: { blockReason },
    usageMetadata: {
      promptTokenCount: body.usageMetadata?.promptTokenCount,
      totalTokenCount: body.usageMetadata?.promptTokenCount,
    },
  }),
});

/** The reply is stopped for a reason, mostly without content. */
const stopped = (finishReason: string, keepsContent = false): ContentFault => ({
  says: `The reply ends with ${finishReason}.`,
  change: (body) => ({
    ...body,
    candidates: (body.candidates ?? []).map(({ index, content }) => ({
      index,
      finishReason,
      ...(keepsContent && content !== undefined ? { content } : {}),
    })),
  }),
});

const put = (says: string, change: ContentFault['change']): ContentFault => ({ says, change });

/** What a reply of Gemini's can say, or leave out, at status 200. All of it is billed. */
export const GEMINI_CONTENT_FAULTS = {
  'gemini.prompt-safety': refused('The prompt is refused as unsafe.', 'SAFETY'),
  'gemini.prompt-other': refused('The prompt is refused for other reasons.', 'OTHER'),
  'gemini.prompt-blocklist': refused('The prompt is refused by a block list.', 'BLOCKLIST'),
  'gemini.prompt-prohibited': refused('The prompt is refused as prohibited.', 'PROHIBITED_CONTENT'),
  'gemini.max-tokens': stopped('MAX_TOKENS', true),
  'gemini.max-tokens-in-thoughts': put('The limit is reached while it thinks.', (body) =>
    candidate(body, ({ content }) => ({
      finishReason: 'MAX_TOKENS',
      content: { role: 'model', parts: (content?.parts ?? []).filter(({ thought }) => thought) },
    })),
  ),
  'gemini.max-tokens-nothing': stopped('MAX_TOKENS'),
  'gemini.safety': put('The reply is stopped as unsafe, with its ratings.', (body) =>
    candidate(stopped('SAFETY').change(body, undefined), () => ({ safetyRatings: RATINGS })),
  ),
  'gemini.recitation': stopped('RECITATION'),
  'gemini.recitation-partial': stopped('RECITATION', true),
  'gemini.language': stopped('LANGUAGE'),
  'gemini.other': stopped('OTHER'),
  'gemini.blocklist': stopped('BLOCKLIST'),
  'gemini.prohibited': stopped('PROHIBITED_CONTENT'),
  'gemini.spii': stopped('SPII'),
  'gemini.malformed-call': put('A call of a function that nobody offered, with a message.', (body) =>
    candidate(stopped('MALFORMED_FUNCTION_CALL').change(body, undefined), () => ({
      finishMessage: 'Malformed function call: print(solve(x))',
    })),
  ),
  'gemini.unexpected-tool': stopped('UNEXPECTED_TOOL_CALL'),
  'gemini.too-many-tools': stopped('TOO_MANY_TOOL_CALLS'),
  'gemini.malformed-response': stopped('MALFORMED_RESPONSE'),
  'gemini.continuation': put('The reply wants to be continued.', (body) =>
    candidate(body, () => ({ finishReason: 'CONTINUATION', continuationToken: 'bmV4dA==' })),
  ),
  'gemini.continuation-token': put('A finished reply that carries a continuation token.', (body) =>
    candidate(body, () => ({ continuationToken: 'bmV4dA==' })),
  ),
  'gemini.image-safety': stopped('IMAGE_SAFETY'),
  'gemini.no-image': stopped('NO_IMAGE'),
  'gemini.unlisted': put('The reply ends for a reason that nobody knows; value: its name.', (body, value) =>
    candidate(body, () => ({ finishReason: String(value ?? 'QUANTUM_DECOHERENCE') })),
  ),
  'gemini.unfinished': put('The reply has no finish reason.', (body) => {
    const bare = candidate(body, () => ({}));
    for (const one of bare.candidates ?? []) delete one.finishReason;
    return bare;
  }),
  'gemini.no-candidates': put('No candidates, and no word about why.', (body) => without(body, 'candidates')),
  'gemini.empty-candidates': put('An empty list of candidates.', (body) => ({ ...body, candidates: [] })),
  'gemini.no-content': stopped('STOP'),
  'gemini.empty-parts': put('A content without parts.', (body) => parts(body, () => [])),
  'gemini.blank-answer': put('The answer is white space.', (body) => answerText(body, () => ' \n ')),
  'gemini.no-thoughts': put('An answer without thoughts.', (body) =>
    parts(body, (all) => all.filter(({ thought }) => !thought)),
  ),
  'gemini.thoughts-last': put('The thoughts come after the answer.', (body) =>
    parts(body, (all) => all.toReversed()),
  ),
  'gemini.several-parts': put('Several parts of each kind, in turns, the last a signature alone.', (body) =>
    parts(body, (all) => [...inTurns(all), { text: '', thoughtSignature: 'c2lnbmF0dXJl' }]),
  ),
  'gemini.signature-alone': put('A last part with nothing but a signature.', (body) =>
    parts(body, (all) => [...all, { thoughtSignature: 'c2lnbmF0dXJl' }]),
  ),
  'gemini.function-call': put('A part that is a call of a function.', (body) =>
    parts(body, (all) => [...all, { functionCall: { name: 'solve', args: {} } }]),
  ),
  'gemini.two-candidates': put('Two candidates.', (body) => ({
    ...body,
    candidates: [...(body.candidates ?? []), ...(body.candidates ?? []).map((one) => ({ ...one, index: 1 }))],
  })),
  'gemini.citations': put('Sources by their name on the wire.', (body) =>
    candidate(body, () => ({ citationMetadata: { citationSources: SOURCES } })),
  ),
  'gemini.citations-vertex': put('Sources by their name on Vertex.', (body) =>
    candidate(body, () => ({ citationMetadata: { citations: SOURCES } })),
  ),
  'gemini.ratings': put('Safety ratings of a reply that was let through.', (body) =>
    candidate(body, () => ({ safetyRatings: RATINGS })),
  ),
  'gemini.grounded': put('A reply that a search had a part in.', (body) =>
    candidate(body, () => ({ groundingMetadata: { webSearchQueries: ['what is it'] } })),
  ),
  'gemini.rerouted': put('Another model answers; value: which.', (body, value) => ({
    ...body,
    modelVersion: String(value ?? 'gemini-3.5-flash-lite'),
  })),
  'gemini.no-version': put('No modelVersion.', (body) => without(body, 'modelVersion')),
  'gemini.no-id': put('No responseId.', (body) => without(body, 'responseId')),
  'gemini.no-usage': put('No usage.', (body) => without(body, 'usageMetadata')),
  'gemini.no-evidence': put('No version, id, time or usage.', (body) =>
    without(body, 'modelVersion', 'responseId', 'usageMetadata', 'createTime', 'modelStatus'),
  ),
  'gemini.odd-usage': put('The total is not the sum.', (body) => ({
    ...body,
    usageMetadata: { ...body.usageMetadata, totalTokenCount: 1_000_000 },
  })),
  'gemini.stage': put('A stage of the model; value: which.', (body, value) => ({
    ...body,
    modelStatus: { modelStage: String(value ?? 'EXPERIMENTAL') },
  })),
  'gemini.nul': put('NUL in thoughts and answer.', (body) =>
    parts(body, (all) => all.map((part) => ({ ...part, text: `${part.text}\0end` }))),
  ),
  'gemini.lone-surrogate': put('Half of a surrogate pair.', (body) =>
    answerText(body, (text) => `${text}\ud83d!`),
  ),
  'gemini.think-tag': put('Tags of thinking in the answer.', (body) =>
    answerText(body, (text) => `</think>${text}<think>`),
  ),
  'gemini.control-tokens': put('Tokens of a chat template in the answer.', (body) =>
    answerText(body, (text) => `${text}<|im_end|>\n<|im_start|>user`),
  ),
  'gemini.line-separators': put('U+2028 and HTML in the answer.', (body) =>
    answerText(body, (text) => `${text}\u2028<script>alert(1)</script>`),
  ),
} satisfies Record<string, ContentFault>;

const RATINGS = [
  { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true },
  { category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
];
const SOURCES = [
  { startIndex: 2, endIndex: 9, uri: 'https://example.org/a', license: 'mit' },
  { endIndex: 4, uri: 'https://example.org/b', title: 'B' },
];

/** Two parts out of one. */
function halves(part: GeminiPart): GeminiPart[] {
  const text = part.text ?? '';
  const middle = Math.floor(text.length / 2);
  return [
    { ...part, text: text.slice(0, middle) },
    { ...part, text: text.slice(middle) },
  ];
}

/** thought, answer, thought, answer: the halves of each in their order. */
function inTurns(all: readonly GeminiPart[]): GeminiPart[] {
  const split = all.map(halves);
  return [...split.map(([first]) => first!), ...split.map(([, second]) => second!)];
}

export const contentFault = (name: string | null): ContentFault | null =>
  name !== null && name in GEMINI_CONTENT_FAULTS
    ? (GEMINI_CONTENT_FAULTS as Record<string, ContentFault>)[name]!
    : null;
