import type { Database } from 'better-sqlite3';

export interface Benchmark {
  name: string;
  items: number;
  /** Distinct 8-grams over all its items. */
  ngrams: number;
  sha256: string;
}

/** A benchmark of the workspace. */
export interface StoredBenchmark extends Benchmark {
  /** Whether runs compare with it. */
  included: boolean;
}

/** One question of a benchmark: its text, or the fingerprints of its 8-grams where the text must not be shown. */
export interface BenchmarkItem {
  benchmark: string;
  id: string;
  text: string | null;
  /** Words of the text. */
  words: number;
  /** First 16 hex digits of SHA-256 of each 8-gram. */
  fingerprints: string[] | null;
}

type ItemRow = Omit<BenchmarkItem, 'fingerprints'> & { fingerprints: string | null };

/** The tables `benchmarks` and `benchmark_items`. Only this file names them in SQL. */
export function benchmarkTable(db: Database) {
  const insert = db.prepare<[string, string, number, number, string]>(
    'INSERT INTO benchmarks (name, sha256, items, ngrams, added_at) VALUES (?, ?, ?, ?, ?)',
  );
  const insertItem = db.prepare<[string, string, string | null, number, string | null]>(
    'INSERT INTO benchmark_items (benchmark, id, text, words, fingerprints) VALUES (?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], Benchmark & { included: number }>(
    'SELECT name, items, ngrams, sha256, included FROM benchmarks ORDER BY name',
  );
  const include = db.prepare<[number, string]>('UPDATE benchmarks SET included = ? WHERE name = ?');
  const items = db.prepare<[], ItemRow>(
    'SELECT i.* FROM benchmark_items AS i JOIN benchmarks AS b ON b.name = i.benchmark WHERE b.included = 1 ORDER BY i.benchmark, i.id',
  );
  const item = db.prepare<[string, string], ItemRow>(
    'SELECT * FROM benchmark_items WHERE benchmark = ? AND id = ?',
  );

  return {
    insert(benchmark: Benchmark, at: string, rows: readonly Omit<BenchmarkItem, 'benchmark'>[]): void {
      insert.run(benchmark.name, benchmark.sha256, benchmark.items, benchmark.ngrams, at);
      for (const row of rows) {
        const prints = row.fingerprints === null ? null : row.fingerprints.join(' ');
        insertItem.run(benchmark.name, row.id, row.text, row.words, prints);
      }
    },
    /** By name. */
    all: (): StoredBenchmark[] => all.all().map((row) => ({ ...row, included: row.included === 1 })),
    /** @returns false where no benchmark has that name */
    setIncluded: (name: string, included: boolean): boolean =>
      include.run(included ? 1 : 0, name).changes === 1,
    /** Every item of the benchmarks that runs compare with, by benchmark and id. */
    items: (): BenchmarkItem[] => items.all().map(fromRow),
    item(benchmark: string, id: string): BenchmarkItem | undefined {
      const row = item.get(benchmark, id);
      return row && fromRow(row);
    },
  };
}

const fromRow = (row: ItemRow): BenchmarkItem => ({
  ...row,
  fingerprints:
    row.fingerprints === null ? null : row.fingerprints.split(' ').filter((print) => print !== ''),
});
