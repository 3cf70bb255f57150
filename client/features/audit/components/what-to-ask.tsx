const KINDS: readonly (readonly [string, string])[] = [
  ['A question', 'our id, or the one that its import gave it'],
  ['A line of a release', 'its SHA-256, the line itself, or RELEASE:LINE as in release-0123456789abcdef:17'],
  ['A trace or a flag', 'its id, as provenance.jsonl and the flags name it'],
  ['Any sentence', 'of a question, a solution or a trace, with other spaces, line ends or LaTeX spacing'],
];

/** Nothing is asked for yet: what can be, and what comes back. */
export function WhatToAsk() {
  return (
    <div className="mt-8 flex max-w-200 flex-col gap-6">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 text-14 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {KINDS.map(([name, says]) => (
          <div key={name} className="contents">
            <dt className="font-medium">{name}</dt>
            <dd className="text-muted max-sm:mb-2">{says}</dd>
          </div>
        ))}
      </dl>
      <p className="max-w-[70ch] text-muted">
        What comes back: where it came from and under which licence on that day, why each run chose it or not,
        which model wrote its trace under which terms, what was flagged and who took it upon themselves, who
        approved it, in which releases it stands, and every event of the log that speaks of it.
      </p>
    </div>
  );
}
