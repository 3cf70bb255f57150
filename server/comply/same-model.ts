import type { Askable } from './models.ts';

/** What servers hang on to a name: a version, a date, how the weights were made smaller, the format of their file. */
const TAIL =
  /[-_.:@](?:latest|gguf|safetensors|mlx|awq|gptq|exl2|fp8|fp16|bf16|f16|int[48]|[48]bit|i?q[1-8](?:_[a-z0-9]{1,3}){0,3}|v?\d{1,2}\.\d{1,2}|v\d{1,2}|\d{4,8}|\d{4}-\d{2}-\d{2})$/;

/** A name without its path, its case, and what was hung on to it. */
function bare(name: string): string {
  let out = name.toLowerCase().replace(/\/+$/, '');
  out = out.slice(out.lastIndexOf('/') + 1);
  for (let next = out.replace(TAIL, ''); next !== out && next !== ''; next = out.replace(TAIL, ''))
    out = next;
  return out;
}

/**
 * Whether the model that a server says has answered is the one that was asked, or the weights that were declared for
 * it: the same name but for path, case, version and the way in which the weights are packed. A distilled or tuned model
 * has a name of its own, and often another licence.
 */
export const isSameModel = ({ model, row }: Pick<Askable, 'model' | 'row'>, answered: string): boolean =>
  [model, row.id, ...row.names].some((name) => bare(name) === bare(answered));

/** Whether weights that nobody declared have answered in place of those that were asked on a server of one's own. */
export const isOtherModel = (
  asked: Pick<Askable, 'model' | 'row' | 'host'>,
  answered: string | null,
): boolean => asked.host.provider === 'self' && answered !== null && !isSameModel(asked, answered);
