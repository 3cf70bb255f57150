import { basename } from 'node:path';

const SUFFIX = /\.(?:gz|gzip|jsonl|ndjson|json|csv|tsv|txt|parquet)$/iu;
const MARK = /\.fingerprints$/iu;

/** What a file is called without its folder and its suffixes: `math.jsonl.gz` is `math`. */
export function stemOf(path: string, marks: boolean = false): string {
  let stem = basename(path);
  for (;;) {
    const shorter = stem.replace(SUFFIX, '').replace(marks ? MARK : SUFFIX, '');
    if (shorter === stem || shorter === '') return stem;
    stem = shorter;
  }
}
