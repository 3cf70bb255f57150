import { createHash } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import { STAGE_NAMES } from '../../../shared/vocabulary/stages.ts';
import { parser } from '../../algorithms/parser.ts';
import { parseRecipe } from '../../decide/recipe.ts';
import { type Replayed, replay } from '../../decide/replay/replay.ts';
import { REPLAY_RECIPE, REPLAY_ROWS, readReplayRows } from '../documents/replay.ts';
import type { FolderReader } from './folder.ts';
import { readJson } from './manifest.ts';
import { textOf } from './record.ts';
import { cannotTell, tampered } from './verdict.ts';

const headSchema = Type.Object({
  seed: Type.Integer(),
  pool: Type.Integer(),
  selectionSha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  stages: Type.Array(
    Type.Object({
      stage: Type.Union(STAGE_NAMES.map((name) => Type.Literal(name))),
      replayable: Type.Boolean(),
    }),
  ),
  recipe: Type.Unknown(),
});
type Head = Static<typeof headSchema>;
const parseHead = parser(headSchema);

/**
 * Carries out again what the folder says can be: gates on facts, draw and reserve, and compares the selection with
 * the recorded one. To be called when the folder was found untouched: its rows are trusted to be rows.
 * @returns what holds, and what could not be carried out, in sentences
 */
export function checkReplay(folder: FolderReader): { held: string[]; limits: string[] } {
  if (!folder.files.includes(REPLAY_ROWS) || !folder.files.includes(REPLAY_RECIPE))
    cannotTell('the folder has no replay/: its run was stored by an earlier version');
  const bytes = Buffer.from(textOf(folder, REPLAY_RECIPE));
  const head = readJson(REPLAY_RECIPE, bytes, (value) => parseHead(value, REPLAY_RECIPE));
  const rows = readReplayRows(textOf(folder, REPLAY_ROWS));
  if (rows.length !== head.pool) tampered(`${REPLAY_ROWS} has ${rows.length} lines, not ${head.pool}`);
  const replayed = replay(rows, parseRecipe(head.recipe, REPLAY_RECIPE), head.seed);
  return judge(head, replayed);
}

function judge(head: Head, { stages, selection }: Replayed): { held: string[]; limits: string[] } {
  const held: string[] = [];
  const limits: string[] = [];
  for (const { stage, outcome, questions, why } of stages) {
    const promised = head.stages.find((one) => one.stage === stage)?.replayable === true;
    if (promised && outcome !== 'same')
      tampered(`replay of ${stage}: ${why ?? 'it can not be carried out by this version'}`);
    if (promised) held.push(`replay of ${stage}: ${questions} questions come out as recorded`);
    else limits.push(`Not replayed: ${stage} (${why ?? 'it needs more than the rows tell'}).`);
  }
  if (selection === null) return { held, limits };
  const found = createHash('sha256')
    .update(selection.map((id) => `${id}\n`).join(''))
    .digest('hex');
  const draw = head.stages.find(({ stage }) => stage === 'diversity')?.replayable === true;
  if (found === head.selectionSha256) held.push(`replay: the selection is the recorded one, ${found}`);
  else if (draw) tampered('replay: another selection is drawn than was recorded');
  return { held, limits };
}
