import type { Database } from 'better-sqlite3';

/** A vector about a question, of a name. */
export interface SignalVector {
  question: string;
  name: string;
  values: Float32Array;
  origin: string;
}

interface Row {
  question: string;
  floats: Buffer;
}

/** The `signal_vectors` table: the last vector of each name. Only this file names it in SQL. */
export function signalVectorTable(db: Database) {
  const put = db.prepare<[string, string, number, Uint8Array, string]>(
    'INSERT INTO signal_vectors (question, name, dimension, floats, origin) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET dimension = excluded.dimension, floats = excluded.floats, origin = excluded.origin WHERE floats <> excluded.floats',
  );
  const names = db.prepare<[], { name: string; dimension: number }>(
    'SELECT name, max(dimension) AS dimension FROM signal_vectors GROUP BY name ORDER BY name',
  );
  const dimensionOf = db
    .prepare<[string], number>('SELECT dimension FROM signal_vectors WHERE name = ? LIMIT 1')
    .pluck();
  const all = db.prepare<[string], Row>(
    'SELECT question, floats FROM signal_vectors WHERE name = ? ORDER BY question',
  );
  const one = db
    .prepare<[string, string], Buffer>('SELECT floats FROM signal_vectors WHERE question = ? AND name = ?')
    .pluck();
  const of = db.prepare<[string], { name: string; dimension: number; origin: string }>(
    'SELECT name, dimension, origin FROM signal_vectors WHERE question = ? ORDER BY name',
  );

  return {
    /** @returns true where something changed */
    put: ({ question, name, values, origin }: SignalVector): boolean =>
      put.run(question, name, values.length, bytesOf(values), origin).changes === 1,
    /** Every name with its dimension. */
    names: (): { name: string; dimension: number }[] => names.all(),
    /** Of the vectors of a name; undefined where there are none. */
    dimensionOf: (name: string): number | undefined => dimensionOf.get(name),
    /** The vector of a question; undefined where it has none of that name. */
    one(question: string, name: string): Float32Array | undefined {
      const floats = one.get(question, name);
      return floats === undefined ? undefined : floatsOf(floats);
    },
    /** The vectors of a name by question, as little-endian floats of 32 bits, one in memory at a time. */
    all: (name: string): IterableIterator<Row> => all.iterate(name),
    /** What a question has, without the values. */
    of: (question: string): { name: string; dimension: number; origin: string }[] => of.all(question),
  };
}

function bytesOf(values: Float32Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setFloat32(i * 4, value, true);
  });
  return new Uint8Array(view.buffer);
}

function floatsOf(bytes: Buffer): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true));
}
