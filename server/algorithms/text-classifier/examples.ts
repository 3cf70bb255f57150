import type { Examples } from './softmax.ts';

/** Gathers examples for `learn`. */
export interface ExampleList {
  /** @param features of one text; copied */
  add(features: Int32Array, class_: number, weight: number): void;
  /** Those added so far, as columns. */
  columns(): Examples;
}

export function exampleList(): ExampleList {
  const texts: Int32Array[] = [];
  const classes: number[] = [];
  const weights: number[] = [];
  return {
    add(features, class_, weight) {
      texts.push(features.slice());
      classes.push(class_);
      weights.push(weight);
    },
    columns() {
      const starts = new Int32Array(texts.length + 1);
      texts.forEach((text, i) => {
        starts[i + 1] = starts[i]! + text.length;
      });
      const features = new Int32Array(starts[texts.length]!);
      texts.forEach((text, i) => {
        features.set(text, starts[i]);
      });
      return { starts, features, classes: Uint16Array.from(classes), weights: Float32Array.from(weights) };
    },
  };
}
