import { findNearDuplicates } from '../../../server/decide/near/find.ts';
import { answerKey } from '../../../server/decide/normal-form/answer-key.ts';
import { formMaker } from '../../../server/decide/normal-form/form.ts';
import { formKey } from '../../../server/decide/normal-form/form-key.ts';
import { recordsOf } from '../../helpers/real-pool.ts';

type Line = { id: string; question: string; options?: string[] | null; answer: string | null };

/** How many pairs are found within a source (without those of the same text) and between two, of files of the real pool. */
export function pairsAmong(files: readonly string[]) {
  const make = formMaker();
  const lines = files.flatMap((file) => recordsOf<Line>('pool', `${file}.jsonl.gz`));
  const texts = lines.map(({ question, options = null, answer }) => {
    const form = make(question, options).slice();
    return {
      form,
      formKey: formKey(form),
      textKey: JSON.stringify([question, options]),
      answerKey: answerKey(answer, options, make),
    };
  });
  const { edges, candidates } = findNearDuplicates(texts, { method: 'join', threshold: 0.5, shingle: 3 });
  const sourceOf = (at: number): string => lines[at]?.id.replace(/-\d+$/, '') ?? '';
  const within = (a: string, b: string): number =>
    edges.filter((edge) => [sourceOf(edge.a), sourceOf(edge.b)].sort().join() === `${a},${b}`).length;
  const near = edges.filter(({ rule }) => rule !== 'same-text');
  const nearIn = (source: string): number =>
    near.filter(({ a, b }) => sourceOf(a) === source && sourceOf(b) === source).length;
  return { candidates, within, nearIn };
}
