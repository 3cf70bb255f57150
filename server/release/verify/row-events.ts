import { Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';
import { ROW_EVENTS } from '../row-events.ts';
import type { FolderReader } from './folder.ts';
import { readJson } from './manifest.ts';
import { readOr } from './record.ts';
import { sha256Hex } from './sums.ts';
import { tampered } from './verdict.ts';

const closed = { additionalProperties: false } as const;
const lineSchema = Type.Object(
  {
    line: Type.Integer({ minimum: 1 }),
    questionId: Type.String(),
    trace: Type.String(),
    events: Type.Array(
      Type.Object(
        {
          type: Type.String(),
          seq: Type.Integer({ minimum: 0 }),
          leaf: Type.String({ pattern: '^[0-9a-f]{64}$' }),
        },
        closed,
      ),
    ),
  },
  closed,
);
const parseLine = parser(lineSchema);

/**
 * Holds the events that the rows name against the record of the release, which has the hash of that file, and each
 * line against its row: no event may be of a later time.
 * @param recorded hash in the event of the release; undefined in a release of an earlier version, which has no such file
 * @param at place of that event
 */
export function checkRowEvents(
  folder: FolderReader,
  { recorded, at }: { recorded: unknown; at: number },
  questions: readonly string[],
): void {
  if (recorded === undefined && !folder.files.includes(ROW_EVENTS)) return;
  const bytes = readOr(folder, ROW_EVENTS);
  if (sha256Hex(bytes) !== recorded) tampered(`${ROW_EVENTS} is not the one that was recorded`);
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  if (lines.length !== questions.length)
    tampered(`${ROW_EVENTS} has ${lines.length} lines, not ${questions.length}`);
  lines.forEach((text, i) => {
    const said = readJson(ROW_EVENTS, Buffer.from(text), (value) => parseLine(value, ROW_EVENTS));
    if (said.line !== i + 1 || said.questionId !== questions[i])
      tampered(`line ${i + 1} of ${ROW_EVENTS} is of another row`);
    if (said.events.some(({ seq }) => seq >= at))
      tampered(`line ${i + 1} of ${ROW_EVENTS} names an event that came after the release`);
  });
}
