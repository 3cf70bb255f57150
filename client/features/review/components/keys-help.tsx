const KEYS: readonly [string, string][] = [
  ['a', 'accept, and on to the next'],
  ['x', 'reject, and on to the next'],
  ['Space', 'skip'],
  ['u, Ctrl+Z', 'take the last judgement back'],
  ['→', 'leave it for later'],
  ['1 … 9', 'choose in the first field of the form'],
  ['Ctrl+Enter', 'accept, while writing'],
  ['n', 'write a note; Esc leaves it'],
  ['r', 'the text as it was written'],
  ['h', 'guidelines'],
  ['?', 'these keys'],
];

/** What the keys do. */
export function KeysHelp() {
  return (
    <section aria-label="Keys" className="rounded-ui bg-sunken px-4 py-3 text-13">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {KEYS.map(([key, does]) => (
          <div key={key} className="contents">
            <dt className="font-mono text-12">{key}</dt>
            <dd className="text-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
