import { readFileSync } from 'node:fs';
import { WinnowError } from '../../shared/error.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { buildOverlapIndex } from '../algorithms/overlap-index.ts';
import { parser } from '../algorithms/parser.ts';
import type { Tables } from '../db/tables.ts';
import { configOf } from '../decide/config-of.ts';
import { domainsFileSchema, examplesFileSchema, topicsFileSchema } from '../decide/domains/files.ts';
import { containmentReference, type WordPool } from './containment-reference.ts';
import type { MeasureShared } from './measurer.ts';

/** Files that ship with the program and that measuring reads. */
export interface MeasureAssets {
  /** The folder `data/`. */
  data: string;
  /** The table of the Qwen2.5 tokenizer. */
  tokenizer: string;
}

const parseDomains = parser(domainsFileSchema);
const parseTopics = parser(topicsFileSchema);
const parseExamples = parser(examplesFileSchema);

/** The window that stored fingerprints were made with. Unit: words. */
const FINGERPRINT_WINDOW = 8;

export interface MeasureReference {
  shared: MeasureShared;
  /** Items that the recipe can compare with. */
  benchmarkItems: number;
  /** Benchmarks that the recipe could compare with, by name. */
  benchmarks: { name: string; items: number; sha256: string }[];
  warnings: string[];
  /** What else the decisions hang on, a line each: the fit, exempted phrases, rulings. */
  fit: string[];
}

/**
 * Puts together what looking at texts needs: benchmarks as an index, tokenizer, taxonomy.
 * @param pool whose words are counted
 */
export function measureReference(
  tables: Tables,
  recipe: Recipe,
  assets: MeasureAssets,
  pool: WordPool,
): MeasureReference {
  const config = configOf(recipe, 'overlap');
  const isContained = config?.rule === 'contained';
  const window = isContained ? FINGERPRINT_WINDOW : (config?.window ?? FINGERPRINT_WINDOW);
  const items = tables.benchmarks.items();
  const texts = items.flatMap(({ benchmark, id, text }) =>
    text === null ? [] : [{ set: benchmark, id, text }],
  );
  const prints = items.flatMap(({ benchmark, id, words, fingerprints }) =>
    fingerprints === null ? [] : [{ set: benchmark, id, words, fingerprints }],
  );
  const usable = window === FINGERPRINT_WINDOW ? prints : [];
  const unused = usable.length < prints.length ? [...new Set(prints.map(({ set }) => set))] : [];
  const containment = isContained ? containmentReference(tables, texts, pool) : null;
  const taxonomy = {
    domains: parseDomains(readJson(assets, 'domains'), 'data/taxonomy/domains.json'),
    topics: parseTopics(readJson(assets, 'topics'), 'data/taxonomy/topics.json'),
    examples: parseExamples(readJson(assets, 'examples'), 'data/taxonomy/examples.json'),
  };
  return {
    shared: {
      recipe,
      overlap: buildOverlapIndex({ window, items: isContained ? [] : texts, fingerprints: usable }),
      containment: containment?.shared ?? null,
      tokenizer: readShared(assets.tokenizer),
      taxonomy,
    },
    benchmarkItems: texts.length + usable.length,
    benchmarks: tables.benchmarks
      .all()
      .filter(({ included, name }) => included && !unused.includes(name))
      .map(({ name, items: count, sha256 }) => ({ name, items: count, sha256 })),
    fit: containment?.fit ?? [],
    warnings: unused.map(
      (name) => `${name} was not applied: it holds fingerprints of 8-grams, and overlap.window is ${window}.`,
    ),
  };
}

const readJson = ({ data }: MeasureAssets, name: string): unknown =>
  JSON.parse(readFileSync(`${data}/taxonomy/${name}.json`, 'utf8'));

function readShared(file: string): SharedArrayBuffer {
  try {
    const bytes = readFileSync(file);
    const shared = new SharedArrayBuffer(bytes.length);
    new Uint8Array(shared).set(bytes);
    return shared;
  } catch (cause) {
    const why = (cause as Error).message;
    throw new WinnowError(
      'failed',
      `The table of the tokenizer can not be read (${why}); run npm run build.`,
    );
  }
}
