import type { ReactNode } from 'react';

/** Name, value, and a remark where there is one. */
export type Fact = readonly [name: string, value: ReactNode, remark?: string | undefined];

/** Names and values in two columns, with a remark in grey. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
      {facts.map(([name, value, remark], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and facts stay in their order
        <div key={`${name} ${i}`} className="contents">
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
