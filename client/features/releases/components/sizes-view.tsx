import type { ReleaseSizes } from '../../../../shared/schemas/release-plan.ts';
import { SideScroll } from '../../../components/side-scroll.tsx';
import { bytesSaid } from '../../../lib/bytes.ts';
import { count, counted } from '../../../lib/format.ts';

/** How large it would be, and what training on it would take. */
export function SizesView({ sizes, blockSize }: { sizes: ReleaseSizes; blockSize: number | null }) {
  const bytes = sizes.files.reduce((sum, file) => sum + file.bytes, 0);
  const { tokens, learnt, kinds, kindTokens, s1K, over } = sizes;
  return (
    <section aria-labelledby="sizes">
      <h2 id="sizes" className="text-16 leading-head font-semibold">
        {count(tokens.total)} tokens in {counted(sizes.rows, 'row')}, {bytesSaid(bytes)} of rows
      </h2>
      <p className="mt-1 text-12 text-muted">
        By the template {sizes.template}; counted with its tokenizer over the rows themselves.
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-13">
        <dt className="text-muted">Whole row</dt>
        <dd className="tabular-nums">
          median {count(tokens.p50)}, 90 % up to {count(tokens.p90)}, longest {count(tokens.max)}
        </dd>
        <dt className="text-muted">Learnt</dt>
        <dd className="tabular-nums">
          {count(learnt.total)} tokens, median {count(learnt.p50)} a row
        </dd>
        <dt className="text-muted">Kinds</dt>
        <dd className="tabular-nums">
          {Object.entries(kinds).map(([kind, rows]) => (
            <span key={kind} className="block">
              {count(rows)} {kind}
              {kindSaid(kindTokens[kind])}
            </span>
          ))}
          {Object.keys(kinds).length === 0 && 'none'}
          <span className="block text-muted">
            s1K, to compare: {s1K.kind}, mean {count(s1K.meanTokens)}, {Math.round(100 * s1K.shareOver4096)} %
            of its rows over 4,096
          </span>
        </dd>
        <dt className="text-muted">Longer than</dt>
        <dd className="tabular-nums">
          {Object.entries(over)
            .map(([size, rows]) => `${count(Number(size))}: ${count(rows)}`)
            .join(' · ')}
          {blockSize !== null && tokens.max > blockSize && (
            <span className="block text-warn">
              The longest row has {count(tokens.max)} tokens, so a block of {count(blockSize)} is refused.
            </span>
          )}
        </dd>
      </dl>
      <Models sizes={sizes} />
      {sizes.warnings.map((warning) => (
        <p key={warning} className="mt-2 max-w-[80ch] border-l-2 border-warn pl-3 text-13">
          {warning}
        </p>
      ))}
    </section>
  );
}

/** Tokens of the traces of a kind. */
const kindSaid = (of: ReleaseSizes['kindTokens'][string] | undefined): string =>
  of === undefined
    ? ''
    : `: mean ${count(of.mean)}, median ${count(of.p50)}, 90 % up to ${count(of.p90)}, 99 % up to ${count(of.p99)}, longest ${count(of.max)}`;

function Models({ sizes: { models, gpu, says } }: { sizes: ReleaseSizes }) {
  if (models.length === 0) return null;
  const hasPrice = models.some(({ usd }) => usd !== null);
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-13 text-muted hover:text-ink">
        What training on it takes, about, on {gpu}
      </summary>
      <SideScroll label="What training on it takes" className="mt-2">
        <table className="w-full max-w-200 border-collapse text-13">
          <thead className="text-12 text-muted">
            <tr className="border-b border-line text-left *:py-1.5 *:pr-4 *:font-medium">
              <th scope="col">Model</th>
              <th scope="col">GPUs</th>
              <th scope="col">Method</th>
              <th scope="col">Peak GB</th>
              <th scope="col">Minutes</th>
              <th scope="col">GPU hours</th>
              {hasPrice && <th scope="col">Dollars</th>}
            </tr>
          </thead>
          <tbody>
            {models.map(({ model, gpus, method, peakGB, why, minutes, gpuHours, usd }) => (
              <tr key={`${model} ${gpus}`} className="border-b border-line tabular-nums *:py-1.5 *:pr-4">
                <td>{model}</td>
                <td>{gpus}</td>
                <td title={why}>{method ?? 'does not fit'}</td>
                <td>{peakGB ?? ''}</td>
                <td>{rangeSaid(minutes)}</td>
                <td>{rangeSaid(gpuHours)}</td>
                {hasPrice && <td>{rangeSaid(usd)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </SideScroll>
      {says.map((line) => (
        <p key={line} className="mt-2 max-w-[80ch] text-12 text-muted">
          {line}
        </p>
      ))}
    </details>
  );
}

const rangeSaid = (range: ReleaseSizes['models'][number]['minutes']): string =>
  range === null ? '' : `about ${range.expected} (${range.low} to ${range.high})`;
