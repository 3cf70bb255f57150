import { type Static, Type } from '@sinclair/typebox';
import { DIFFICULTY_BINS } from '../map-columns.ts';
import { reasonSchema, stageNameSchema } from './decision.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const bytes = (what: string) => Type.String({ contentEncoding: 'base64', description: what });

/** Where the questions of a run lie. */
export const mapSchema = Type.Object({
  runId: Type.String(),
  size: Type.Integer({ description: 'Questions of the run.' }),
  points: nullable(
    bytes(
      'x and y of each question in turn, in the order of ids: 16 bits each, little-endian; null where the map was not laid out yet.',
    ),
  ),
});
export type MapReply = Static<typeof mapSchema>;

/** What is known of the questions of a run, column by column in the order of ids. */
export const mapColumnsSchema = Type.Object({
  runId: Type.String(),
  size: Type.Integer(),
  domains: Type.Array(Type.Object({ name: Type.String(), title: nullable(Type.String()) })),
  sources: Type.Array(Type.String()),
  outcomes: Type.Array(
    Type.Object({
      stage: stageNameSchema,
      reason: nullable(reasonSchema),
    }),
    { description: 'Where questions came to stand; without a reason they were selected.' },
  ),
  domain: bytes('Place of the domain in `domains`: 16 bits, little-endian.'),
  source: bytes('Place of the source in `sources`: 16 bits, little-endian.'),
  outcome: bytes('Place in `outcomes`: 8 bits.'),
  length: bytes('Unit: tokens; 32 bits, little-endian.'),
  difficulty: bytes(
    `How many of the edges 1/${DIFFICULTY_BINS}, 2/${DIFFICULTY_BINS}, ... (without 1) the difficulty reaches; 255 where it is not known. 8 bits.`,
  ),
});
export type MapColumns = Static<typeof mapColumnsSchema>;
