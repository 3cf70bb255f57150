import type { PoolRow } from '../../db/pool.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import { Fault } from '../fault.ts';
import { stemOf } from '../names.ts';
import { type FieldMap, parseFieldMap } from '../records/fields.ts';
import { type Identity, identify } from '../records/identity.ts';
import type { JsonObject } from '../records/json.ts';
import { type Draft, draftOf } from '../records/question.ts';

/** A question of a shard with all that an import would store of it. */
export interface Taken extends Identity {
  draft: Draft;
  source: string;
  license: string | null;
}

/** Takes a row of a shard as an import takes a record of a file. */
export type Door = (row: JsonObject | Fault, path: string) => Taken | Fault;

/** @throws WinnowError `bad-usage` for a map that makes no sense */
export function doorOf({ map: text, source, license }: ShardReading): Door {
  const map: FieldMap = text === null ? new Map() : parseFieldMap(text);
  return (row, path) => {
    const draft = row instanceof Fault ? row : draftOf(row, { map, sourceGiven: source !== null });
    if (draft instanceof Fault) return draft;
    const own = { source: draft.source ?? source ?? stemOf(path), license: draft.license ?? license };
    return { draft, ...own, ...identify(own.source, own.license, draft) };
  };
}

/** As a run reads it. @param n its number in the pool */
export function poolRow(n: number, { draft, source, license, questionId, recordSha256 }: Taken): PoolRow {
  const { externalId, level, subject, answer, options, question, solution, meta } = draft;
  return [
    ...([n, questionId, externalId, source, license, level, subject, answer] as const),
    options === null ? null : JSON.stringify(options),
    ...([question, solution, meta] as const),
    recordSha256.toString('hex').toUpperCase(),
  ];
}
