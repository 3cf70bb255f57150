/** Work that pauses now and then; what it comes to at the end. */
export type Slices<T> = Generator<undefined, T>;

/** Steps between two pauses, where a step takes some microseconds: whoever waits for this thread waits milliseconds. */
export const SLICE = 4096;

/** Carries it out in one go. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
