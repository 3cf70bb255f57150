import type { CollectionItem, Outlook } from '../../../shared/schemas/collection.ts';
import type { TraceDetail } from '../../../shared/schemas/trace.ts';
import { BLOCKED, FAILED, UNUSABLE } from '../../../shared/vocabulary/asks.ts';
import { TRACE_DEFECTS, TRACE_VERDICT_DROPS } from '../../../shared/vocabulary/trace-defects.ts';
import type { TraceGroup } from '../../../shared/vocabulary/trace-groups.ts';
import { TRACE_OUTCOMES } from '../../../shared/vocabulary/traces.ts';
import { count, counted } from '../../lib/format.ts';

const REASONS: Readonly<Record<string, string>> = {
  ...TRACE_OUTCOMES,
  ...TRACE_DEFECTS,
  ...TRACE_VERDICT_DROPS,
  ...FAILED,
  ...BLOCKED,
  ...UNUSABLE,
};

/** Why an item is not usable, as a sentence; null for a reason that is not known here. */
export const reasonSays = (reason: string): string | null =>
  Object.hasOwn(REASONS, reason) ? (REASONS[reason] ?? null) : null;

/** `repetition-loop` -> `repetition loop` */
export const plainName = (name: string): string => name.replaceAll('-', ' ');

/** Who was asked: the model where there is one, else the teacher. */
export const askedName = ({ teacher, model }: Pick<CollectionItem, 'teacher' | 'model'>): string =>
  model ?? teacher;

/** What thinking of a kind is. A summary is never called reasoning. */
export const KINDS: Readonly<Record<'raw' | 'summary' | 'reference', { name: string; says: string }>> = {
  raw: { name: 'Reasoning', says: 'The model’s own thinking, as it wrote it.' },
  summary: {
    name: 'Thought summary',
    says: 'A summary of the thinking by the provider. The thinking itself was not handed out.',
  },
  reference: {
    name: 'Worked solution',
    says: 'The solution that the source states. No model has thought here.',
  },
};

export const kindName = (kind: TraceDetail['kind']): string =>
  kind === null ? 'No thinking' : KINDS[kind].name;

/** One group of outcomes with its reasons, for the bar and the links under it. */
export interface OutcomePart {
  group: TraceGroup;
  count: number;
  /** The most frequent first. */
  reasons: { reason: string; count: number }[];
}

/** What became of the items of a collection, group by group; they add up to `asked`. */
export function outcomeParts(
  item: Pick<CollectionItem, 'traces' | 'unusable' | 'blocked' | 'failed'>,
): OutcomePart[] {
  const dropped = Object.fromEntries(
    Object.entries(item.traces.dropped).filter(([reason]) => !Object.hasOwn(item.unusable, reason)),
  );
  const part = (group: TraceGroup, reasons: Readonly<Record<string, number>>): OutcomePart => {
    const listed = Object.entries(reasons)
      .map(([reason, many]) => ({ reason, count: many }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
    return { group, count: listed.reduce((sum, one) => sum + one.count, 0), reasons: listed };
  };
  return [
    { group: 'usable', count: item.traces.usable, reasons: [] },
    part('dropped', dropped),
    part('unusable', item.unusable),
    part('blocked', item.blocked),
    part('failed', item.failed),
  ];
}

/** The sentence at the head of the list of collections. */
export function collectionsHeadline(items: readonly CollectionItem[]): string {
  const usable = items.reduce((sum, { traces }) => sum + traces.usable, 0);
  const asked = items.reduce((sum, item) => sum + item.asked, 0);
  const [only] = items;
  const from = items.length === 1 && only ? askedName(only) : counted(items.length, 'collection');
  return `${counted(usable, 'usable trace')} of ${count(asked)} asked for, from ${from}`;
}

/** The sentence at the head of one collection. */
export function collectionHeadline(item: CollectionItem): string {
  if (item.asked === 0) return `${askedName(item)} was asked about nothing yet`;
  const fell = outcomeParts(item)
    .filter(({ group, count: many }) => group !== 'usable' && many > 0)
    .map(({ group, count: many }) => `${count(many)} ${group}`);
  const rest = fell.length === 0 ? '' : `; ${fell.join(', ')}`;
  return `${count(item.traces.usable)} of ${counted(item.asked, 'trace')} asked of ${askedName(item)} are usable${rest}`;
}

/** What a policy says, in a sentence. */
export function outlookSentence({ usable, refused, attested }: Outlook): string {
  if (usable === 0) return 'there is nothing to release yet';
  const may = usable - refused - attested;
  if (refused === usable) return `none of the ${count(usable)} usable traces may be released`;
  const all = may === usable ? 'all ' : '';
  const parts = [
    refused > 0 ? `${count(refused)} of ${count(usable)} may not be released` : '',
    attested > 0 ? `${count(attested)} ${attested === 1 ? 'needs' : 'need'} a named person’s word` : '',
    may > 0 ? `${all}${count(may)} may be released as ${may === 1 ? 'it is' : 'they are'}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** What became of the items, in a line: `60 of 60 asked, 6 dropped`. */
export function progressSaid(item: CollectionItem): string {
  const total = item.asked + item.inFlight + item.pending;
  const fell = outcomeParts(item)
    .filter(({ group, count: many }) => group !== 'usable' && many > 0)
    .map(({ group, count: many }) => `${count(many)} ${group}`);
  const under = item.inFlight > 0 ? [`${count(item.inFlight)} under way`] : [];
  return [`${count(item.asked)} of ${count(total)} asked`, ...under, ...fell].join(', ');
}
