/** A column of few distinct texts: a code a row, and the texts by their codes. Code 0 stands for null. */
export interface Coded {
  codes: Uint16Array;
  values: readonly (string | null)[];
  /** The code of a text; -1 where no row has it. */
  codeOf: (value: string | null) => number;
}

/** Distinct texts that a column can hold; those beyond are one text. */
const MOST = 65_534;
const OTHERS = '(others)';

/** Builds such a column. */
export function dictionary(size: number) {
  const codes = new Uint16Array(size);
  const values: (string | null)[] = [null];
  const known = new Map<string, number>();
  return {
    put(at: number, value: string | null): void {
      if (value === null) return;
      let code = known.get(value);
      if (code === undefined) {
        code = values.length > MOST ? MOST + 1 : values.length;
        if (values.length <= MOST + 1) {
          values[code] = code > MOST ? OTHERS : value;
          known.set(value, code);
        }
      }
      codes[at] = code;
    },
    end: (): Coded => ({
      codes,
      values,
      codeOf: (value) => (value === null ? 0 : (known.get(value) ?? -1)),
    }),
  };
}
