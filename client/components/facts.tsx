/** Name, value, and a remark where there is one. */
export type Fact = readonly [name: string, value: string, remark?: string | undefined];

/** Names and values in two columns, with a remark in grey. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
      {facts.map(([name, value, remark]) => (
        <div key={`${name} ${value}`} className="contents">
          <dt className="truncate text-muted" title={name}>
            {name}
          </dt>
          <dd className="min-w-0 break-words">
            {value}
            {remark !== undefined && <span className="text-muted"> · {remark}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
