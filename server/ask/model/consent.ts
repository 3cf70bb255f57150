import { WinnowError } from '../../../shared/error.ts';
import type { ModelOptions, OpenedTeacher } from './opened.ts';

/**
 * The foreseen flags that block and were accepted by name.
 * @throws WinnowError `refused` where one blocks and nobody accepted it; `bad-usage` for an acceptance without a purpose
 */
export function acceptedFlags(teacher: OpenedTeacher, { accept, purpose }: ModelOptions): string[] {
  const blocking = teacher.compliance.foreseen.flags.filter(({ effect }) => effect === 'block');
  const accepted = new Set(accept ?? []);
  const open = blocking.filter(({ code }) => !accepted.has(code));
  if (open.length > 0) throw refusal(open);
  const codes = [...new Set(blocking.map(({ code }) => code))];
  if (codes.length > 0 && (purpose ?? '').trim() === '')
    throw new WinnowError(
      'bad-usage',
      `--accept needs --purpose: say in a sentence what the replies are for, since it is written down with your name.`,
    );
  return codes;
}

function refusal(open: readonly { code: string; says: string }[]): WinnowError {
  const codes = [...new Set(open.map(({ code }) => code))];
  const says = open.map(({ code, says }) => `${code} (${says})`).join('; ');
  return new WinnowError(
    'refused',
    `The workspace's policy forbids to ask: ${says}. Nothing was asked. Whoever may decide that accepts it by ${codes.map((code) => `--accept ${code}`).join(' ')} --purpose TEXT.`,
    { codes },
  );
}
