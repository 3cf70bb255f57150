import { type ScoresLayout, scoresLayout, scoresModule } from './scores-code.ts';

/** What is used of WebAssembly: its types come with those of browsers alone. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  Instance: new (module: object) => { exports: unknown };
};

/** The shape of a table of weights. */
export interface Shape {
  /** Features are 0 to this, exclusive. */
  features: number;
  classes: number;
  /** Features of one text at most. */
  most: number;
}

/** Weights of features for classes, with the room to sum them; one for each thread. */
export interface Scorer {
  readonly classes: number;
  /** Numbers in a row: the classes, and up to three that stay 0. */
  readonly width: number;
  /** A row for each feature, in one piece. */
  readonly weights: Float32Array;
  /** Sum of the rows of the features, for each class. The array is valid until the next call. */
  sum(features: Int32Array): Float32Array;
}

const widthFor = (classes: number): number => (classes + 3) & ~3;

/** Four classes at a time where WebAssembly can, else one after the other: the same sums, bit for bit. */
export function scorer(shape: Shape): Scorer {
  try {
    return vectorScorer(shape);
  } catch {
    return plainScorer(shape); // switched off, no vectors, or no room for its memory
  }
}

/** @throws any error of WebAssembly, where it can not be used */
export function vectorScorer({ features, classes, most }: Shape): Scorer {
  const width = widthFor(classes);
  const layout = scoresLayout(features, width, most);
  const { memory, sum } = instance(width, layout);
  const rows = new Int32Array(memory.buffer, layout.rows, most);
  const sums = new Float32Array(memory.buffer, layout.sums, width);
  const rowBytes = 4 * width;
  return {
    classes,
    width,
    weights: new Float32Array(memory.buffer, layout.weights, features * width),
    sum(found) {
      const { length } = found;
      if (length === 0) return sums.fill(0);
      for (let i = 0; i < length; i += 1) rows[i] = layout.weights + found[i]! * rowBytes;
      sum(4 * length);
      return sums;
    },
  };
}

export function plainScorer({ features, classes }: Shape): Scorer {
  const width = widthFor(classes);
  const weights = new Float32Array(features * width);
  const sums = new Float32Array(width);
  return {
    classes,
    width,
    weights,
    sum(found) {
      sums.fill(0);
      for (let i = 0; i < found.length; i += 1) {
        const row = found[i]! * width;
        for (let k = 0; k < width; k += 1) sums[k]! += weights[row + k]!;
      }
      return sums;
    },
  };
}

function instance(width: number, layout: ScoresLayout) {
  const module = new WebAssembly.Module(scoresModule(width, layout));
  return new WebAssembly.Instance(module).exports as {
    memory: { buffer: ArrayBuffer };
    sum: (bytes: number) => void;
  };
}
