import type { PointFigures } from './schemas/evaluation.ts';

/** The point of the best accuracy, the one with the least thinking of several; undefined where there is none. */
export const bestPoint = (figures: readonly PointFigures[]): PointFigures | undefined =>
  figures.reduce<PointFigures | undefined>((best, one) => {
    if (best === undefined || one.accuracy > best.accuracy) return one;
    const thinksLess = one.thinkingTokens.mean < best.thinkingTokens.mean;
    return one.accuracy === best.accuracy && thinksLess ? one : best;
  }, undefined);
