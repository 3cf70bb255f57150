import { once } from 'node:events';
import type { TArray, TSchema } from '@sinclair/typebox';
import type { Response } from 'express';
import { csvLine } from '../../shared/csv.ts';
import { WinnowError } from '../../shared/error.ts';
import type { Route } from '../../shared/route.ts';

export type FileKind = 'jsonl' | 'csv';

/** What a list answers with. */
export interface Page {
  items: readonly unknown[];
  nextCursor: string | null;
}

/** The schema of one row. */
const itemOf = (reply: TSchema): TSchema => (reply.properties as { items: TArray }).items.items;

/** How deep a member of a row may lie to be a column of its own. */
const DEEPEST = 3;

const propertiesOf = (schema: TSchema): Readonly<Record<string, TSchema>> | undefined =>
  schema.properties as Readonly<Record<string, TSchema>> | undefined;

/** Whether a route answers pages of a list: then it answers all of it as a file, too. */
export const isList = ({ method, reply }: Route): boolean => {
  const { items, nextCursor } = propertiesOf(reply) ?? {};
  return method === 'get' && items !== undefined && nextCursor !== undefined;
};

/** @throws WinnowError `bad-usage` */
export function fileKind(as: unknown): FileKind {
  if (as === 'jsonl' || as === 'csv') return as;
  throw new WinnowError('bad-usage', 'A list comes as=jsonl or as=csv, or in pages without it.');
}

/**
 * Sends all that the filters of a list leave as one file, page after page as it is read: memory does not grow with it.
 * @param page the page behind a cursor; what it throws at first is answered, later it breaks the file off
 * @param gone aborted when whoever asked has gone
 */
export async function sendList(
  response: Response,
  route: Route,
  kind: FileKind,
  page: (cursor: string | undefined) => Promise<Page>,
  gone: AbortSignal,
): Promise<void> {
  let next = await page(undefined);
  const columns = columnsOf(itemOf(route.reply));
  response.status(200).set({
    'Content-Type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
    'Content-Disposition': `attachment; filename="${nameOf(route.path)}.${kind}"`,
    'Cache-Control': 'no-cache, no-transform',
  });
  const lineOf =
    kind === 'csv' ? (row: unknown) => csvRow(columns, row) : (row: unknown) => `${JSON.stringify(row)}\n`;
  if (kind === 'csv') response.write(`${csvLine(columns.map((path) => path.join('.')))}\r\n`);
  try {
    for (;;) {
      const goesOn = response.write(next.items.map(lineOf).join(''));
      if (next.nextCursor === null || gone.aborted) break;
      if (!goesOn) await once(response, 'drain', { signal: gone });
      next = await page(next.nextCursor);
    }
    response.end();
  } catch (cause) {
    response.destroy(); // the file is not whole, and whoever loads it is to see that
    if (!gone.aborted) throw cause;
  }
}

/** `/runs/{id}/decisions` -> `decisions` */
const nameOf = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && !part.startsWith('{'))
    .slice(-1)
    .join('-');

/** A column for each member of a row that is no object of its own. */
function columnsOf(schema: TSchema, path: readonly string[] = []): string[][] {
  const properties = propertiesOf(schema);
  if (properties === undefined || path.length >= DEEPEST) return [[...path]];
  return Object.entries(properties).flatMap(([name, inner]) => columnsOf(inner, [...path, name]));
}

const csvRow = (columns: readonly string[][], row: unknown): string =>
  `${csvLine(columns.map((path) => cellOf(path.reduce(memberOf, row))))}\r\n`;

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function cellOf(value: unknown): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}
