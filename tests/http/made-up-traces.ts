import type { TraceKind } from '../../server/db/traces.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

/** What a made-up teacher said about a question, and what was made of it. */
export interface Said {
  /** State of the item. */
  state: 'answered' | 'blocked' | 'unusable' | 'failed';
  reason: string | null;
  /** Outcome of the trace; null where the item brings none. */
  outcome: string | null;
  kind: TraceKind | null;
  thinking: string | null;
  answer: string | null;
  verdict: Verdict | null;
  rule: string | null;
  findings: readonly object[];
  finishReason: string | null;
}

const SAID: Said = {
  state: 'answered',
  reason: null,
  outcome: 'usable',
  kind: 'summary',
  thinking: null,
  answer: null,
  verdict: 'correct',
  rule: 'same-number',
  findings: [],
  finishReason: 'STOP',
};

/** Thinking with headings, steps, second thoughts and mathematics, about as long as is asked for. */
export function thinkingOf(name: string, steps = 6): string {
  const parts = [
    `**Reading the question**\n\nThe basket of ${name} holds pears and plums, so I have to add them.`,
  ];
  for (let step = 1; step <= steps; step++) {
    parts.push(
      `Step ${step}: let $n_{${step}} = ${step} + x$, so that \\[\\sum_{k=1}^{${step}} k = \\frac{${step}(${step}+1)}{2}.\\]\nThis is ${(step * (step + 1)) / 2}, which costs $5 more than before.`,
    );
    if (step % 3 === 0) parts.push(`Wait, that is not right for ${step}. Let me check it again.`);
  }
  parts.push(
    '**Putting it together**\n\nTherefore the sum is the number of pieces.\n\nSo the final answer is $\\boxed{12}$.',
  );
  return parts.join('\n\n');
}

const answerOf = (value: string): string =>
  `There are pears and plums.\n\nAdding them gives \\(x + ${value}\\).\n\nFinal answer: $\\boxed{${value}}$`;

const HOSTILE =
  '<script>window.broken = 1</script> <img src=x onerror="window.broken = 1"> [x](javascript:window.broken=1)\n\n$\\href{javascript:window.broken=1}{x}$ $\\rule{100000em}{100000em}$ \u202Edesrever\u202C\n\n# <h1>broken</h1> {{window.broken=1}}';

/** What detectors find in a thinking that goes round and round. */
function looping(name: string): Said {
  const loop = 'and so we add one more pear, ';
  const thinking = `${thinkingOf(name, 2)}\n\nNow ${loop.repeat(12)}`;
  const start = thinking.indexOf(loop);
  return {
    ...SAID,
    outcome: 'repetition-loop',
    thinking,
    answer: answerOf('12'),
    findings: [
      {
        defect: 'repetition-loop',
        severity: 'drop',
        field: 'thinking',
        start,
        end: start + loop.length * 12,
        text: loop.trim(),
        says: 'The same seven words come 12 times in a row.',
      },
    ],
  };
}

/** A trace that is usable and carries a note, with the passage that the note is about. */
function noted(name: string): Said {
  const thinking = `${thinkingOf(name, 4)}\n\nAs a language model I can not see the basket.`;
  const text = 'As a language model I can not see the basket.';
  const start = thinking.indexOf(text);
  const note = { defect: 'meta-talk', severity: 'note', field: 'thinking', start, end: start + text.length };
  return {
    ...SAID,
    thinking,
    answer: answerOf('12'),
    findings: [{ ...note, text, says: 'The model speaks of itself.' }],
  };
}

/** What the teacher says to the i-th question: every outcome in turn, one of ten each, usable ones more often. */
export function saidTo(i: number, name: string): Said {
  switch (i % 10) {
    case 1:
      return looping(name);
    case 2:
      return {
        ...SAID,
        state: 'blocked',
        reason: 'safety',
        outcome: 'safety',
        kind: null,
        verdict: null,
        rule: null,
        finishReason: 'SAFETY',
      };
    case 3: {
      const cut = {
        state: 'unusable',
        reason: 'truncated',
        outcome: 'truncated',
        finishReason: 'MAX_TOKENS',
      } as const;
      return { ...SAID, ...cut, thinking: thinkingOf(name, 3).slice(0, -30), verdict: null, rule: null };
    }
    case 4:
      return {
        ...SAID,
        thinking: thinkingOf(name, 5),
        answer: answerOf('13'),
        verdict: 'wrong',
        rule: 'other-number',
      };
    case 5:
      return noted(name);
    case 6: {
      const none = {
        reason: 'timeout',
        outcome: null,
        kind: null,
        verdict: null,
        rule: null,
        finishReason: null,
      };
      return { ...SAID, ...none, state: 'failed' };
    }
    case 7:
      return {
        ...SAID,
        thinking: `${HOSTILE}\n\n${thinkingOf(name, 1)}`,
        answer: `${HOSTILE} 12`,
        verdict: 'unverifiable',
        rule: null,
      };
    default:
      return { ...SAID, thinking: thinkingOf(name, 6 + (i % 7)), answer: answerOf('12') };
  }
}
