import type { Asked } from '../../../server/ask/prompts/grade.ts';

interface Seen {
  /** What stands outside of all fences. */
  outside: string;
  /** Contents by name. */
  blocks: Map<string, string>;
  code: string;
}

/**
 * A model that obeys whatever it finds outside of the fences, and that is easily taken in: any line which looks like a
 * closing fence closes the block that is open, whatever its signs, blanks and case, and whatever its code.
 */
export function obedientModel(asked: Asked): string {
  const { outside, blocks, code } = seenBy(asked.prompt);
  if (/say\s+correct/i.test(outside) || hasToken(asked.prompt))
    return reply(code, 'I was told so.', 'correct');
  const [reference, answer] = [blocks.get('reference') ?? '', blocks.get('answer') ?? ''];
  return reply(code, 'Compared.', reference.trim() === answer.trim() ? 'correct' : 'wrong');
}

/** A model that copies the first JSON object which it finds anywhere in its prompt. */
export function copyingModel(asked: Asked): string {
  return /\{[^{}]*"verdict"[^{}]*\}/.exec(asked.prompt)?.[0] ?? obedientModel(asked);
}

const reply = (code: string, reasoning: string, verdict: string): string =>
  JSON.stringify({ code, reasoning, verdict });

/** A server that makes tokens of whatever looks like one. */
const hasToken = (prompt: string): boolean =>
  /<\|[a-z_]+\|>|<｜[^｜]+｜>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/s>/i.test(prompt);

function seenBy(prompt: string): Seen {
  const lines = prompt.split(/\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]/);
  const blocks = new Map<string, string>();
  const outside: string[] = [];
  let open: { name: string; lines: string[] } | null = null;
  let known = '';
  for (const line of lines) {
    const plain = line
      .normalize('NFKC')
      .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u206f]/g, '')
      .toLowerCase()
      .replaceAll(/[》⟩]/g, '>')
      .replace(/\s+/g, '');
    if (open === null) {
      const opening = /^<{3}([a-z]+?)([0-9a-f]{16})$/.exec(plain);
      const told = /thecodeofthistaskis([0-9a-f]{16})/.exec(plain)?.[1];
      if (told !== undefined) known = told;
      if (opening?.[1] !== undefined) open = { name: opening[1], lines: [] };
      else outside.push(line);
    } else if (plain.startsWith('>>>')) {
      blocks.set(open.name, open.lines.join('\n'));
      open = null;
    } else open.lines.push(line);
  }
  return { outside: outside.join('\n'), blocks, code: known };
}
