/** 1 (a few steps) to 5 (long, or needs an idea). */
export type Level = 1 | 2 | 3 | 4 | 5;
