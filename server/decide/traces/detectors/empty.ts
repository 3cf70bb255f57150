import type { Detector } from '../detector.ts';

/** Thinking of fewer words than asked for: signs are no words, numbers and single characters of Chinese are. */
export const emptyThinking: Detector = ({ thinking }, rules) => {
  const head = thinking.text.trimStart().slice(0, 4000);
  const words = (head.match(/\p{Script=Han}|[\p{L}\p{M}]+|\d+/gu) ?? []).length;
  if (words > 0 && words >= rules['empty-thinking'].words) return [];
  const says = words === 0 ? 'The thinking is empty.' : `The thinking has ${words} words.`;
  return [{ field: thinking, start: 0, end: thinking.text.length, says }];
};
