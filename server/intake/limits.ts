/** A record over this many bytes is rejected as `too-long`. Choice of ours: a hundred times the longest known trace. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/**
 * A file in which one record is over this many bytes is refused: it is not what it says it is, and the time
 * to look for the end of such a record is better spent on telling so.
 */
export const MAX_SCAN_BYTES = 16 * MAX_RECORD_BYTES;

/** A record nested deeper than this is rejected as `too-deep`. Unit: containers. */
export const MAX_DEPTH = 512;

/**
 * A gzip file is refused once it has given more than `free` bytes and more than `ratio` times its own size.
 * Deflate reaches 1,032; JSON Lines of questions and traces reach 3 to 30. What is below `free` is read in
 * constant memory whatever its ratio.
 */
export const EXPANSION = { free: 1024 ** 3, ratio: 200 } as const;

/** Bytes read at once. */
export const CHUNK_BYTES = 256 * 1024;

/** Bytes of a file that its format is told by. */
export const HEAD_BYTES = 64 * 1024;

/** Rejections that a report lists; the rest is in the workspace only. */
export const REPORTED_REJECTIONS = 1000;
