import { WinnowError } from '../../../shared/error.ts';
import { groupBy } from '../../algorithms/group-by.ts';
import { matchesGlob } from './glob.ts';

/** What a data set says of itself: its card's head, as the hub parsed it. */
export interface CardConfigs {
  configs?: unknown;
}

export interface Wanted {
  config: string | undefined;
  split: string | undefined;
  /** Files by their names, whatever card and names say of configs and splits. */
  files?: readonly string[] | undefined;
  /** By the names of folders and files alone. */
  byNames?: boolean | undefined;
}

/** Kinds of files that can be read, the best first: of twins only those of one kind are taken. */
const KINDS: readonly RegExp[] = [
  /\.parquet$/i,
  /\.(?:jsonl|ndjson)(?:\.gz)?$/i,
  /\.json(?:\.gz)?$/i,
  /\.csv(?:\.gz)?$/i,
  /\.tsv(?:\.gz)?$/i,
];
const SPLIT = /(?:^|[/_.-])(train|validation|valid|val|dev|test)(?=[/_.-]|\d|$)/i;

/**
 * Which files of a data set hold a split of a config: as its card says, else by the usual names of folders and files.
 * @param paths of all its files
 * @throws WinnowError `bad-usage` naming the configs or splits that there are; `bad-input` where no file can be read
 */
export function dataFiles(paths: readonly string[], card: CardConfigs, wanted: Wanted): string[] {
  if (wanted.files !== undefined) return namedFiles(paths, wanted.files);
  const told = wanted.byNames === true ? [] : configsOf(card.configs);
  const splits = told.length > 0 ? byCard(told, paths, wanted.config) : byNames(paths, wanted);
  const name = wanted.split ?? (splits.size === 1 ? [...splits.keys()][0] : 'train');
  const files = splits.get(name ?? '') ?? splits.get(splitNamed(name));
  if (files === undefined) {
    if (splits.size === 0)
      throw new WinnowError(
        'bad-input',
        'This data set has no file that can be read (Parquet, JSON Lines, JSON, CSV, TSV).',
      );
    throw new WinnowError(
      'bad-usage',
      `This data set has no split ${String(name).slice(0, 60)}; name one with --split: ${[...splits.keys()].join(', ')}.`,
    );
  }
  return ofOneKind(files);
}

function namedFiles(paths: readonly string[], wanted: readonly string[]): string[] {
  const missing = wanted.find((name) => !paths.includes(name));
  if (missing === undefined) return [...wanted];
  throw new WinnowError('bad-input', `This data set has no file ${missing.slice(0, 100)} any more.`);
}

interface Config {
  name: string;
  isDefault: boolean;
  files: { split: string; patterns: string[] }[];
}

function configsOf(said: unknown): Config[] {
  if (!Array.isArray(said)) return [];
  return said.flatMap((one: unknown): Config[] => {
    const {
      config_name: name,
      data_files: files,
      default: isDefault,
    } = (one ?? {}) as Record<string, unknown>;
    if (typeof name !== 'string' || files === undefined) return [];
    const list = Array.isArray(files) ? (files as unknown[]) : [files];
    const plain = list.filter((file) => typeof file === 'string');
    const named = list.flatMap((file) => {
      const { split, path } = (typeof file === 'object' && file !== null ? file : {}) as Record<
        string,
        unknown
      >;
      const patterns = (Array.isArray(path) ? (path as unknown[]) : [path]).filter(
        (p) => typeof p === 'string',
      );
      return typeof split === 'string' ? [{ split, patterns }] : [];
    });
    const all = plain.length > 0 ? [{ split: 'train', patterns: plain }, ...named] : named;
    return [{ name, isDefault: isDefault === true, files: all }];
  });
}

function byCard(
  configs: readonly Config[],
  paths: readonly string[],
  wanted: string | undefined,
): Map<string, string[]> {
  const chosen =
    wanted === undefined
      ? configs.length === 1
        ? configs[0]
        : configs.find(({ isDefault, name }) => isDefault || name === 'default')
      : configs.find(({ name }) => name === wanted);
  if (chosen === undefined)
    throw noConfig(
      wanted,
      configs.map(({ name }) => name),
    );
  const splits = new Map<string, string[]>();
  for (const { split, patterns } of chosen.files) {
    const files = paths.filter((path) => isReadable(path) && patterns.some((one) => matchesGlob(one, path)));
    if (files.length > 0) splits.set(split, [...(splits.get(split) ?? []), ...files]);
  }
  return splits;
}

function byNames(paths: readonly string[], { config: wanted, split }: Wanted): Map<string, string[]> {
  const data = paths.filter(
    (path) => isReadable(path) && !path.split('/').some((part) => part.startsWith('.')),
  );
  const own = wanted === undefined ? data : data.filter((path) => path.startsWith(`${wanted}/`));
  if (wanted !== undefined && own.length === 0)
    throw noConfig(wanted, [...new Set(data.flatMap((path) => path.split('/').slice(0, -1)[0] ?? []))]);
  return groupBy(own, (path) => {
    const inside = wanted === undefined ? path : path.slice(wanted.length + 1);
    const isFolder = split !== undefined && inside.split('/').slice(0, -1).includes(split);
    return isFolder ? split : splitNamed(SPLIT.exec(inside)?.[1]);
  });
}

const splitNamed = (word: string | undefined): string => {
  const lower = word?.toLowerCase() ?? 'train'; // a file that names no split is all there is
  return ['valid', 'val', 'dev'].includes(lower) ? 'validation' : lower;
};

const noConfig = (wanted: string | undefined, names: readonly string[]): WinnowError =>
  new WinnowError(
    'bad-usage',
    `${wanted === undefined ? 'This data set has several configs' : `This data set has no config ${wanted.slice(0, 60)}`}; name one with --config: ${names.slice(0, 40).join(', ')}.`,
  );

const isReadable = (path: string): boolean => KINDS.some((kind) => kind.test(path));

function ofOneKind(files: readonly string[]): string[] {
  for (const kind of KINDS) {
    const own = files.filter((path) => kind.test(path));
    if (own.length > 0) return [...new Set(own)].sort();
  }
  return [];
}
