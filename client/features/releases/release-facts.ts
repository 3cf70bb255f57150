import type { ReleaseItem } from '../../../shared/schemas/lists.ts';
import { count } from '../../lib/format.ts';

interface File {
  path: string;
  bytes: number;
  sha256: string;
}

/** What the stored reply of a release tells; older ones may tell less. */
export interface ReleaseFacts {
  bytes: number;
  files: File[];
  lines: [name: string, value: string, isMono?: boolean][];
}

const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  );

const countsSaid = (value: unknown): string =>
  typeof value !== 'object' || value === null
    ? ''
    : Object.entries(value)
        .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
        .map(([name, n]) => `${name.replaceAll('-', ' ')} ${count(n)}`)
        .join(', ');

const textOf = (value: unknown): string =>
  typeof value === 'number' ? count(value) : typeof value === 'string' ? value : '';

export function factsOf({ report }: Pick<ReleaseItem, 'report'>): ReleaseFacts {
  const listed = at(report, 'files');
  const files = Array.isArray(listed) ? listed.filter(isFile) : [];
  const formats = at(report, 'formats');
  const lines: ReleaseFacts['lines'] = [
    ['Formats', Array.isArray(formats) ? formats.join(', ') : ''],
    ['Template', textOf(at(report, 'estimate', 'template'))],
    ['Wanted', textOf(at(report, 'wanted'))],
    ['Gave way', countsSaid(at(report, 'gaveWay'))],
    ['From the reserve', textOf(at(report, 'fromReserve'))],
    ['Tokens', textOf(at(report, 'estimate', 'tokens', 'total'))],
    ['Longest row', textOf(at(report, 'estimate', 'tokens', 'max'))],
    ['Told to readers', countsSaid(at(report, 'gate', 'effects', 'inform'))],
    ['Answered for', countsSaid(at(report, 'gate', 'effects', 'attest'))],
    ['Waived', countsSaid(at(report, 'gate', 'waived'))],
    ['Data set root', textOf(at(report, 'datasetRoot')), true],
    ['SHA-256 of the rows', textOf(at(report, 'rowsSha256')), true],
  ];
  return {
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files,
    lines: lines.filter(([, value]) => value !== ''),
  };
}

const isFile = (value: unknown): value is File =>
  typeof at(value, 'path') === 'string' &&
  typeof at(value, 'bytes') === 'number' &&
  typeof at(value, 'sha256') === 'string';
