import { type TObject, type TSchema, Type } from '@sinclair/typebox';
import { pageOf, pageQuerySchema } from './schemas/listing.ts';
import { CURATING, EVERY_ROLE, type Role } from './vocabulary/roles.ts';

/** One line of the route table. `{name}` in the path is a parameter; `query` is closed. */
export interface Route {
  method: 'get' | 'post';
  path: string;
  says: string;
  params: TObject;
  query: TObject;
  /** What is sent along; of a GET nothing. */
  body: TObject;
  reply: TSchema;
  /** Of a reply that went well: 201 for what was made, 202 for work that goes on. */
  status: 200 | 201 | 202;
  /** Who may; null: anybody, signed in or not. */
  roles: readonly Role[] | null;
}

const NOTHING = Type.Object({}, { additionalProperties: false });

/** A GET of the table; every role may, where nothing else is said. */
export const get = <
  const Path extends string,
  R extends TSchema,
  P extends TObject = typeof NOTHING,
  Q extends TObject = typeof NOTHING,
>(
  path: Path,
  says: string,
  reply: R,
  more: { params?: P; query?: Q; roles?: Route['roles'] } = {},
) => ({
  method: 'get' as const,
  path,
  says,
  reply,
  params: (more.params ?? NOTHING) as P,
  query: (more.query ?? NOTHING) as Q,
  body: NOTHING,
  status: 200 as const,
  roles: more.roles === undefined ? EVERY_ROLE : more.roles,
});

/** A POST of the table; owners and curators may, where nothing else is said. */
export const post = <
  const Path extends string,
  R extends TSchema,
  P extends TObject = typeof NOTHING,
  B extends TObject = typeof NOTHING,
  const S extends Route['status'] = 200,
>(
  path: Path,
  says: string,
  reply: R,
  more: { params?: P; body?: B; status?: S; roles?: Route['roles'] } = {},
) => ({
  method: 'post' as const,
  path,
  says,
  reply,
  params: (more.params ?? NOTHING) as P,
  query: NOTHING,
  body: (more.body ?? NOTHING) as B,
  status: (more.status ?? 200) as S,
  roles: more.roles === undefined ? CURATING : more.roles,
});

/** A GET that pages. */
export const list = <const Path extends string, R extends TSchema>(
  path: Path,
  says: string,
  item: R,
  roles: Route['roles'] = EVERY_ROLE,
) => get(path, says, pageOf(item), { query: pageQuerySchema, roles });
