import type { Detector, Hit } from '../detector.ts';
import type { Field } from '../field.ts';

/** All places of a pattern in a text. */
export function placesOf(field: Field, pattern: RegExp, says: string, within = field.text): Hit[] {
  return [...within.matchAll(pattern)].map((match) => ({
    field,
    start: match.index,
    end: match.index + match[0].length,
    says,
  }));
}

/**
 * Phrases by which a model leans on an answer that it was handed. Words that merely speak of the right answer are
 * none, nor are those that the question itself uses, such as the given solution of an equation.
 */
const REFERENCE =
  /\b(?:(?:according to|based on|as (?:given|stated|shown|provided|indicated|per)(?: in| by)?|per|from|matches|match|matching|agrees? with|consistent with|confirmed by|compare[sd]? (?:it )?(?:to|with)|looking at|checking|given by|in line with|verified (?:by|against)|align(?:s|ed)? with|contradicts?|differs from)\s(?:the|this|their|my|your)\s(?:\w{1,15}\s)?(?:(?:reference|provided|given|official|model|expected|stated|supplied|ground[- ]truth|gold|attached|sample|intended|target)\s(?:final\s|correct\s)?(?:solution|answer|result|key)s?|(?:solution|answer)s?\s(?:provided|given|supplied|key|sheet|above|in the (?:prompt|key|back))(?! in the (?:problem|question|statement|text))|answer key|solution key|marking scheme|solution manual|answer sheet)|(?:the|this)\s(?:reference|provided|given|official|supplied|ground[- ]truth|gold|intended|target|stated|expected|listed)\s(?:final\s|correct\s)?(?:solution|answer|result)s?\s(?:is|was|are|says|states|gives|uses|claims|shows|seems|must|reads|has|confirms|lists|of\s\$?-?\d|in the prompt)|the\s(?:solution|answer)\s(?:provided|given|supplied)\s(?:is|says|states|gives|uses|claims|shows|in the (?!problem|question|statement|text)|above|to (?:me|us))|(?:the|an) answer (?:key|sheet)\s(?:is|says|states|gives|shows|lists|has|confirms)|(?:we|I)(?: am| are|['’]m|['’]re| was| were)\s(?:told|given) that the (?:final |correct |right |expected )?(?:answer|solution)|the answer is (?:given|stated|provided|known|supplied) (?:as|to be|in)|\bthe (?:final |correct )?(?:answer|solution) is supposed to be|(?:since|as|because|given that) (?:we|I) (?:already )?(?:know|have) the (?:final |correct )?answer|the (?:prompt|system|dataset|metadata) (?:says|gives|states|provides) (?:that )?the (?:answer|solution))|(?:参考|标准|给定的?|给出的|已知的?|提供的)(?:答案|解答|解析)(?:是|为|给出|说|表明|显示|中|一致|相符)|(?:根据|按照|对照|依据)(?:参考|标准|给定的?|给出的|提供的|题目给出的)(?:答案|解答|解析)|答案(?:已经)?给出/giu;

export const referenceQuoted: Detector = ({ input, thinking, answer }) => {
  const question = input.question.slice(0, 20_000).toLowerCase();
  const says = 'The model leans on an answer or solution that it was handed.';
  return [thinking, answer].flatMap((field) =>
    placesOf(field, REFERENCE, says, field.prose).filter(({ start, end }) => {
      const core = CORE.exec(field.text.slice(start, end).toLowerCase())?.[0];
      return core === undefined || !question.includes(core);
    }),
  );
};

/** The noun with its attribute, as the question may have it. */
const CORE =
  /(?:given|provided|reference|expected|official|sample|stated|listed|target|intended)\s(?:final\s|correct\s)?(?:solution|answer|result)|(?:solution|answer)s?\s(?:provided|given|key)|answer key/;

/** The model on itself, its training, its orders. */
const META =
  /\bas an? (?:AI|artificial intelligence|(?:large )?language model|LLM|text-based (?:AI|model)|virtual assistant|AI[- ](?:language )?(?:model|assistant))\b|\bI(?:['’]m| am) (?:just |only |merely )?(?:an? )?(?:AI\b|artificial intelligence|(?:large )?language model|LLM\b|chatbot|virtual assistant|(?:AI|digital) assistant|model trained)|\bmy (?:training (?:data|set|corpus)|knowledge cut-?off|system prompt|(?:content |safety |usage )?(?:guidelines|polic(?:y|ies))|programming|developers|creators|context window|token (?:limit|budget)|instructions)\b|\bthe (?:system|developer) (?:prompt|message|instructions?)\b|\b(?:I was|I(?:['’]ve| have) been) (?:instructed|told|programmed|trained|prompted|designed) (?:to|by|on|not)\b|\b(?:the|this|your|user['’]?s) prompt (?:says|asks|tells|instructs|wants|states|requires|does|is|mentions|didn|requests)\b|\bOpenAI(?:['’]s)? (?:policy|policies|guidelines)\b|\b(?:developed|trained|created|made) by (?:OpenAI|Google|Anthropic|Alibaba|DeepSeek|Meta)\b|作为(?:一个|一名)?(?:AI|人工智能|语言模型|大型语言模型|智能助手)|我(?:是|只是)(?:一个|一名)?(?:AI|人工智能|语言模型|大型语言模型)|我的训练数据|系统提示/giu;

/** Every match of META holds one of these in lower case; looking for them is quick, and most texts hold none. */
const META_STEMS =
  ' ai,-ai,\u2019ai,artificial intelligence,language model,llm,assistant,chatbot,model trained,my training,knowledge cut,prompt,guideline,polic,my programming,my developers,my creators,context window,token limit,token budget,my instructions,the system,the developer,instructed,told,programmed,trained,designed,openai,by google,by anthropic,by alibaba,by deepseek,by meta,作为,我是,我只是,我的训练,系统提示'.split(
    ',',
  );

export const metaTalk: Detector = ({ thinking, answer }) =>
  [thinking, answer].flatMap((field) => {
    const lower = field.prose.toLowerCase();
    if (!META_STEMS.some((stem) => lower.includes(stem))) return [];
    return placesOf(field, META, 'The model speaks of itself, its training or its orders.', field.prose);
  });
