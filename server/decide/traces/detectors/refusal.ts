import type { Detector, Hit } from '../detector.ts';
import type { Field } from '../field.ts';
import { placesOf } from './phrases.ts';

const CANNOT =
  "(?:can(?:no|['’ ]?no)?t|can['’]t|cannot|could not|couldn['’]t|won['’]t(?: be able)?|will not(?: be able)?|am (?:not able|unable|not allowed|not permitted)|['’]m (?:not able|unable|not allowed|not permitted)(?: to)?|do not feel comfortable|must decline|have to decline|need to decline|refuse|should not|shouldn['’]t|would rather not|am going to decline|decline)";
const REQUEST =
  '(?:request|question|prompt|task|topic|query|conversation|problem|matter|content|subject|instructions?|one|exercise)';

/**
 * A model that declines: verbs of helping and complying as they are, others with "this request" or the like behind
 * them. "I cannot divide by zero" declines nothing.
 */
const DECLINES = new RegExp(
  [
    `\\b(?:I|we)(?:['’]m| am)? ?(?:really |very |so |truly )?(?:sorry,? (?:but )?)?(?:I |we )?(?:(?:simply|just|really|unfortunately|regrettably|also) )?${CANNOT}(?: to)?(?: \\w{1,12})? (?:help|assist|comply|fulfil|fulfill|engage|accommodate|support|cooperate|participate|be of (?:help|assistance))\\b(?! (?:the|us to|me to|it if|but|thinking|noticing))`,
    `\\b(?:I|we)(?:['’]m| am)? ?(?:(?:simply|just|really|unfortunately|regrettably|also) )?${CANNOT}(?: to)?(?: \\w{1,12})? (?:answer|provide|respond to|give|write|generate|produce|complete|continue(?: with)?|discuss|share|offer|process|solve|do|work on|answering|responding to|take on|address|talk about|proceed with|carry out|handle)(?: you)?(?: with)?(?: (?:an? (?:answer|response|solution|reply)(?: to)?|the (?:answer|solution|information)(?: to| for)?|any (?:help|answer|information|details)(?: (?:on|about|for|to))?|help (?:with|on)))?(?: (?:this|that|your|such(?: an?)?|these|the)(?: \\w{1,12})? ${REQUEST}\\b|(?= (?:because it|as it|since it|due to (?:safety|policy|ethical)|for (?:safety|ethical|policy) reasons)))`,
    `\\b(?:against|violat(?:e|es|ing)|not (?:allowed|permitted) (?:by|under)|contrary to|goes against|breach(?:es)?(?: of)?) (?:my|our|the|OpenAI['’]?s?|Google['’]?s?|content|usage|safety) ?(?:\\w{1,12} )?(?:guidelines|polic(?:y|ies)|principles|rules of conduct|terms of (?:use|service)|programming)`,
    `\\b(?:(?:my|our|these|safety|content|usage) (?:guidelines|polic(?:y|ies)|rules|instructions|principles|programming)|the (?:guidelines|polic(?:y|ies))) (?:(?:do|does|would) not|don['’]t|doesn['’]t|prevents?|prohibits?|forbids?)(?: (?:permit|allow|let))? (?:me|us)\\b`,
    `\\bnot (?:something|a (?:topic|question|request)) (?:that )?I(?: am|['’]m)? (?:can|could|able to|allowed to|permitted to|willing to|comfortable) (?:help|assist|answer|discuss|provide|do|support|engage)`,
    `\\b(?:I|we) ${CANNOT}(?: to)? (?:give|provide|offer|send) (?:you|the user) (?:with )?(?:an?|the|any|that|this)\\b`,
    `\\bI (?:must|should|will|have to|need to|['’]ll) (?:respectfully |politely )?(?:refuse|decline)(?: to (?:answer|help|assist|respond|comply|provide)| (?:this|your|the) ${REQUEST})?`,
    `\\bI (?:prefer|['’]d prefer|would prefer) not to (?:answer|help|assist|respond|discuss|provide|engage)`,
    `\\b(?:sorry|apologi[sz]e|apologies|regret)\\b[^.\\n]{0,60}\\b(?:unable|not able|cannot|can['’]t|can not|not possible for me|beyond (?:my|what I))\\b[^.\\n]{0,40}\\b(?:help|assist|answer|provide|respond|comply|fulfil|fulfill|request|question|capabilit)`,
    `\\b(?:this|that|your|the) (?:request|question|topic|prompt) (?:is|falls|goes) (?:something I (?:can(?:no|['’])t|am unable|won['’]t)|beyond (?:my|what I)|outside (?:of )?(?:my|what I))`,
    '(?:抱歉|对不起|很遗憾|不好意思)[，,。 ]{0,3}(?:但)?(?:我|作为|这个|您|你)[^。\\n]{0,20}(?:无法|不能|没办法|不可以|拒绝|不便|不会)[^。\\n]{0,12}(?:回答|提供|协助|帮助|帮|完成|满足|讨论|处理|解答)',
    '我(?:无法|不能|不会|拒绝|不便)(?:为您|为你|对此|就此)?(?:回答|提供|协助|帮助|讨论|处理|解答)(?:这个|此|您|你|该|这类|相关|任何)',
  ].join('|'),
  'giu',
);

/** Every match of DECLINES holds one of these in lower case; looking for them is quick, and most texts hold none. */
const STEMS =
  "cant,can't,can\u2019t,cannot,can not,can'not,can\u2019not,could not,couldn,won't,won\u2019t,will not,not able,unable,not allowed,not permitted,not feel,declin,refuse,should not,shouldn,rather not,against,violat,contrary to,breach,guideline,polic,rules,instructions,principles,programming,not something,not a topic,not a question,not a request,not to ,not possible,beyond,outside,抱歉,对不起,很遗憾,不好意思,我无法,我不能,我不会,我拒绝,我不便".split(
    ',',
  );

/** How far from its beginning and end an answer is looked at: a refusal stands first or last. Unit: UTF-16 units. */
const EDGE = 500;

/** An answer that declines at its beginning or end, or thinking that decides to decline at its end. */
export const refusal: Detector = ({ thinking, answer }) => [
  ...atEdges(answer, true),
  ...atEdges(thinking, thinking.text.length <= EDGE),
];

/** Longer than any match of DECLINES. Unit: UTF-16 units. */
const LONGEST = 400;

/** Only the edges are read, with enough around them that a match is whole. */
function atEdges(field: Field, alsoFirst: boolean): Hit[] {
  const { prose } = field;
  const window = EDGE + LONGEST;
  const isShort = prose.length <= 2 * window;
  const last = isShort ? 0 : Math.max(prose.indexOf(' ', Math.max(0, field.end - window)), 0);
  const hits = declinesIn(field, last, prose.length);
  if (alsoFirst && last > 0) hits.unshift(...declinesIn(field, 0, Math.min(window, last)));
  return hits.filter(({ start, end }) => end >= field.end - EDGE || (alsoFirst && start <= EDGE));
}

function declinesIn(field: Field, from: number, to: number): Hit[] {
  const window = field.prose.slice(from, to);
  const lower = window.toLowerCase();
  if (!STEMS.some((stem) => lower.includes(stem))) return [];
  return placesOf(field, DECLINES, 'The model declines to answer.', window).map((hit) => ({
    ...hit,
    start: hit.start + from,
    end: hit.end + from,
  }));
}
