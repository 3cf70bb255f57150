import type { SampleReplies } from '../jobs/sample-replies.ts';
import { count, table } from './text.ts';
import { reasonsText } from './traces-text.ts';

/** What `start` tells of the recorded replies, and how a refused release is seen. */
export function sampleRepliesText(replies: SampleReplies): string {
  const { asked, traces, blocked, unusable, flags } = replies;
  if (asked === 0) return 'No recorded replies: the policy of the workspace forbids to ask such a model.';
  const dropped = Object.fromEntries(
    Object.entries(traces.dropped).filter(([reason]) => !Object.hasOwn(unusable, reason)),
  );
  const row = (name: string, counts: Readonly<Record<string, number>>) => [
    name,
    count(Object.values(counts).reduce((sum, n) => sum + n, 0)),
    reasonsText(counts),
  ];
  return [
    `${count(asked)} recorded replies in the wire format of Gemini, to look around with: no model was asked`,
    table([
      ['usable', count(traces.usable), ''],
      row('blocked', blocked),
      row('unusable', unusable),
      row('dropped', dropped),
      ['flags', '', reasonsText(flags)],
    ]),
    '',
    'A release that the policy refuses, and the flags behind it',
    '  npm run -s winnow -- release --policy strict --teacher sample-recorded --with-sample --out out/strict',
    '  npm run -s winnow -- flags --run latest',
  ].join('\n');
}
