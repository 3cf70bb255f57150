import type { Verdict } from '../../shared/vocabulary/signals.ts';

/**
 * Holds an answer against the reference, for attempts that came without a verdict. Careful rather than
 * clever: `correct` where both say the same after trivial marks are taken off, `wrong` only where both are
 * plain numbers or both are choice letters and differ, else `unverifiable`.
 * Differs: s1 asks a model to grade.
 */
export function gradeAnswer(answer: string | null, reference: string | null): Verdict {
  if (answer === null || reference === null) return 'unverifiable';
  const given = plain(answer);
  const wanted = plain(reference);
  if (given === '' || wanted === '') return 'unverifiable';
  if (given === wanted) return 'correct';
  const a = numberOf(given);
  const b = numberOf(wanted);
  if (a !== null && b !== null)
    return a.numerator * b.denominator === b.numerator * a.denominator ? 'correct' : 'wrong';
  return isChoice(given) && isChoice(wanted) ? 'wrong' : 'unverifiable';
}

/** Takes off what does not change the meaning: white space, dollars, a box, brackets about a letter, a last full stop. */
function plain(text: string): string {
  const bare = text.replaceAll(/\s+/g, '').replaceAll('$', '').replace(/\.$/, '');
  const boxed = /^\\boxed\{([^{}]*)\}$/.exec(bare)?.[1] ?? bare;
  return (/^[([]([A-Za-z])[)\]]$/.exec(boxed)?.[1] ?? boxed).toLowerCase();
}

const isChoice = (text: string): boolean => /^[a-j]$/.test(text);

/** A number as an exact fraction: `12`, `-0.50`, `1,234`, `3/4`, `\frac{3}{4}`; null for anything else. */
function numberOf(text: string): { numerator: bigint; denominator: bigint } | null {
  const fraction =
    /^(-?)\\[dt]?frac\{(\d{1,40})\}\{(\d{1,40})\}$/.exec(text) ?? /^(-?)(\d{1,40})\/(\d{1,40})$/.exec(text);
  if (fraction !== null) {
    const denominator = BigInt(fraction[3] ?? '1');
    if (denominator === 0n) return null;
    return { numerator: BigInt(`${fraction[1]}${fraction[2]}`), denominator };
  }
  const decimal = /^(-?)(\d{1,3}(?:,\d{3}){1,12}|\d{1,40})(?:\.(\d{1,40}))?$/.exec(text);
  if (decimal === null) return null;
  const [, sign = '', whole = '0', part = ''] = decimal;
  return {
    numerator: BigInt(`${sign}${whole.replaceAll(',', '')}${part}`),
    denominator: 10n ** BigInt(part.length),
  };
}
