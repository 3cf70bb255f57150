import type { Workspace } from '../db/workspace.ts';
import type { ReadEvent } from '../ledger/verify-log.ts';
import { type Choice, releasedRows } from './choice.ts';
import { jsonLine } from './formats/format.ts';

/** Where the events of each row are named in a release. */
export const ROW_EVENTS = 'proofs/release.events.jsonl';

/** What is about a release and no row of it. */
const NOT_OF_ROWS = /^(?:release|rows|export|ledger|key)\./;

/** An event as a row names it: its place in the log and its leaf hash in hex. */
interface NamedEvent {
  type: string;
  seq: number;
  leaf: string;
}

/**
 * For every row the events that speak of it: its import, its run, its trace, flags, reviews and whatever else names
 * its question. A line a row, in their order; the same from the same log up to the release.
 * @param before place of the event of the release itself: what came later is no part of it
 */
export function rowEventsText(
  { events, questions }: Pick<Workspace, 'events' | 'questions'>,
  choice: Choice,
  runId: string,
  before: number,
): string {
  const read = eventReader(events);
  const lines = releasedRows(choice).map(({ decision: { questionId }, trace }, i) => {
    const importId = questions.byId(questionId)?.importId;
    const subjects = [questionId, trace, runId, ...(importId === undefined ? [] : [importId])];
    const seqs = new Set(subjects.flatMap((subject) => events.subjects.of(subject)));
    const named = [...seqs]
      .filter((seq) => seq < before)
      .sort((a, b) => a - b)
      .flatMap((seq) => read(seq) ?? []);
    return jsonLine({ line: i + 1, questionId, trace, events: named });
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Many rows share their import, their run and events of groups: each event is read once. */
function eventReader(events: Workspace['events']): (seq: number) => NamedEvent | null {
  const known = new Map<number, NamedEvent | null>();
  return (seq) => {
    const before = known.get(seq);
    if (before !== undefined) return before;
    const sealed = events.bySeq(seq);
    const type =
      sealed === undefined ? '' : (JSON.parse(Buffer.from(sealed.body).toString('utf8')) as ReadEvent).type;
    const named =
      sealed === undefined || NOT_OF_ROWS.test(type)
        ? null
        : { type, seq, leaf: Buffer.from(sealed.leaf).toString('hex') };
    known.set(seq, named);
    return named;
  };
}
