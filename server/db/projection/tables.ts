/**
 * Tables whose rows are projections of the log: whatever changes in them is named by an event, and `ledger verify`
 * holds every row against it. Columns that may be erased (names of people, their own words) are left out of what the log says.
 */
export const PROJECTED: Readonly<Record<string, { without?: readonly string[] }>> = {
  facts: {},
  imports: {},
  sources: {},
  questions: {},
  benchmarks: {},
  benchmark_items: {},
  attempts: {},
  signals: {},
  signal_vectors: {},
  marks: { without: ['said_by', 'why', 'salt'] },
  grades: {},
  runs: {},
  run_rows: {},
  decisions: {},
  duplicate_edges: {},
  duplicate_members: {},
  collections: {},
  traces: {},
  asks: {},
  calls: {},
  batches: {},
  blobs: {},
  releases: {},
  release_rows: {},
  release_lines: {},
  log_keys: {},
  cosignatures: {},
  flags: {},
  licence_conclusions: { without: ['why', 'salt'] },
  waivers: { without: ['why', 'purpose', 'statement', 'salt'] },
  waiver_flags: {},
  reviews: { without: ['why', 'salt'] },
  takedowns: { without: ['why', 'salt'] },
  takedown_subjects: {},
  attestations: {},
  endpoints: {},
  people: { without: ['name'] },
  captures: {},
  overlap_exemptions: { without: ['said_by', 'why', 'salt'] },
  overlap_rulings: { without: ['said_by', 'why', 'salt'] },
};

/** The table of which the log tells late, by the first event after a row: a row that it has not told of may be there. */
export const TOLD_LATER = 'checkpoints';

/** Tables that are no projections, and why. */
export const WORKING: Readonly<Record<string, string>> = {
  events: 'the log itself',
  log_nodes: 'the tree over the log: made anew and compared',
  [TOLD_LATER]: 'signed, each held against the log, and told of by the event after it',
  row_pages: 'named by the events by their hashes',
  event_subjects: 'an index over the events: made anew and compared',
  question_search: 'an index over the texts, filled when somebody searches',
  question_search_state: 'how far that index reaches',
  meters: 'what a limiter counted: it proves nothing and changes with every call',
};
