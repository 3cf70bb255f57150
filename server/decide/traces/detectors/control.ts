import { CONTROL_TOKENS } from '../../../../shared/vocabulary/traces.ts';
import type { Detector, Hit } from '../detector.ts';

/** Tokens of the template that a trace is trained in: none of them can be text. */
const OWN = new RegExp(CONTROL_TOKENS.map((token) => token.replace(/[|/]/g, '\\$&')).join('|'), 'g');

/** Forms of other models' templates. */
const OTHERS =
  /<\|[a-zA-Z][\w .:-]{0,40}\|>|<｜[^\s｜<>]{1,40}｜>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<(?:bos|eos|pad|unk|mask|sep|cls)>|<\/?(?:s|thinking|thought|reasoning|reflection|scratchpad|assistant|system|human)>|\[(?:CLS|SEP|PAD|MASK|BOS|EOS|UNK)\]|<0x[0-9A-F]{2}>|<\|(?:im|fim|end|start|eot|sot|channel|message|return|call|constrain)[\w ]{0,20}(?!\|)/g;

/**
 * Control tokens of the tokenizer that the release is made for, and those of other chat templates. One of the latter
 * that the question has too is a note only: it may be what the question is about.
 */
export const controlToken: Detector = ({ input, thinking, answer }) =>
  [thinking, answer].flatMap((field): Hit[] => {
    if (!/[<[]/.test(field.text)) return [];
    const own = [...field.text.matchAll(OWN)].map(
      (match): Hit => ({
        field,
        start: match.index,
        end: match.index + match[0].length,
        says: 'The tokenizer makes a control token of this.',
      }),
    );
    const seen = new Set(own.map(({ start }) => start));
    const others = [...field.text.matchAll(OTHERS)]
      .filter(({ index }) => !seen.has(index))
      .map(
        (match): Hit => ({
          field,
          start: match.index,
          end: match.index + match[0].length,
          says: 'This is a control token of a chat template.',
          mild: input.question.includes(match[0]),
        }),
      );
    return [...own, ...others].sort((a, b) => a.start - b.start);
  });

/** Calls and results of tools in the forms of the usual chat templates and agents. */
const TOOL =
  /<\/?(?:tool_(?:call|calls|response|result|results|use|output|code)|function_?(?:calls?|results?|response)|invoke|execute(?:_result)?|observation|search_(?:query|results?)|python_tag|code_(?:interpreter|output))\b[^<>\n]{0,80}>|<function=[\w.]{1,60}|"(?:tool_calls?|function_call|tool_use_id|tool_call_id)"\s{0,4}:|\{\s{0,8}"(?:name|function|tool|action)"\s{0,4}:\s{0,4}"[\w.-]{1,60}",\s{0,8}"(?:arguments|parameters|args|input|action_input|tool_input)"\s{0,4}:|\bto=(?:functions\.|python\b|browser\b)[\w.]{0,40}|\bfunctions\.[a-z_]{2,40}\(|\[TOOL_(?:CALLS|RESULTS)\]|```(?:tool_code|tool_outputs?|tool_call|tool)\b|\bdefault_api\.\w{1,40}\(|^\s{0,3}(?:Action|Tool|Tool Call)\s{0,2}:[^\n]{1,80}\n\s{0,3}(?:Action Input|Tool Input|Arguments|Input)\s{0,2}:|^\s{0,3}(?:\[?(?:Tool|Function|Search|Python|Code interpreter|Executor) (?:output|result|response|returned|call)s?\]?)\s{0,2}[:(]|【\d{1,3}†[^】\n]{1,60}】|\bcite(?:turn\d+(?:search|view)\d+)+/gim;

export const toolResidue: Detector = ({ input, thinking, answer }) =>
  [thinking, answer].flatMap((field): Hit[] =>
    [...field.text.matchAll(TOOL)].map((match) => ({
      field,
      start: match.index,
      end: match.index + match[0].length,
      says: 'These are the remains of a call of a tool.',
      mild: input.question.includes(match[0].trim()),
    })),
  );
