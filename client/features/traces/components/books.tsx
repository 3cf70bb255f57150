import type { CollectionDetail } from '../../../../shared/schemas/collection.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { count, counted, dollars, percent, seconds } from '../../../lib/format.ts';
import { saidOf } from '../settings.ts';
import { plainName } from '../words.ts';

/** Money, tokens, calls and times of a collection. */
export function Books({ collection }: { collection: CollectionDetail }) {
  const { spentUsd, unsettledUsd, money, tokens, calls, latencyMs, tries } = collection;
  if (calls.sent === 0)
    return (
      <section aria-labelledby="books">
        <Title>Nobody was called, and nothing was spent</Title>
        <Facts facts={[['Thinking', counted(tokens.thoughts, 'token')]]} />
      </section>
    );
  const facts: Fact[] = [
    [
      'Calls',
      count(calls.sent),
      [
        calls.retried > 0 ? `${count(calls.retried)} retried` : '',
        calls.lost > 0 ? `${count(calls.lost)} lost in a crash` : '',
      ]
        .filter((part) => part !== '')
        .join(', ') || undefined,
    ],
    ['Tokens', count(tokens.thoughts), 'thoughts'],
    ['', count(tokens.answer), 'answers'],
    ['', count(tokens.prompt), 'prompts'],
  ];
  if (latencyMs !== null)
    facts.push([
      'Latency',
      seconds(latencyMs.median / 1000),
      `median; 90 % within ${seconds(latencyMs.p90 / 1000)}`,
    ]);
  if (money.priceRow !== null) facts.push(['Price row', money.priceRow]);
  facts.push(...termsFacts(collection));
  return (
    <section aria-labelledby="books">
      <Title>
        {dollars(spentUsd)} spent
        {money.perQuestionUsd !== null && `, ${dollars(money.perQuestionUsd)} a question`}
      </Title>
      <MoneyBar collection={collection} />
      <Facts facts={facts} />
      {unsettledUsd > 0 && (
        <p className="mt-2 text-12 text-muted">
          Up to {dollars(unsettledUsd)} more may be billed for calls that were cut off.
        </p>
      )}
      <details className="mt-2 text-13">
        <summary className="cursor-pointer text-muted hover:text-ink">How the calls ended</summary>
        <ul className="mt-1.5 flex flex-col gap-0.5">
          {Object.entries(tries).map(([outcome, many]) => (
            <li key={outcome} className="flex justify-between gap-4">
              <span>{plainName(outcome)}</span>
              <span className="text-muted tabular-nums">{count(many)}</span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** What was attested, and which registry of terms was believed, when the collection began. */
function termsFacts({ attestation, terms }: CollectionDetail): Fact[] {
  const registry =
    typeof terms === 'object' && terms !== null && 'registrySha256' in terms
      ? String(terms.registrySha256)
      : null;
  const attested = saidOf(attestation);
  return [
    ...(attested === '' ? [] : [['Attested', attested] as const]),
    ...(registry === null ? [] : [['Terms registry', `${registry.slice(0, 16)}…`, 'SHA-256'] as const]),
  ];
}

function Title({ children }: { children: React.ReactNode }) {
  return (
    <h2 id="books" className="mb-2.5 text-16 leading-head font-semibold">
      {children}
    </h2>
  );
}

/** Spent and set aside against the ceiling, as one bar. */
function MoneyBar({ collection: { spentUsd, money } }: { collection: CollectionDetail }) {
  const { ceilingUsd, reservedUsd } = money;
  if (ceilingUsd === null || ceilingUsd <= 0) return null;
  const share = (usd: number): string => `${Math.min(100, (100 * usd) / ceilingUsd)}%`;
  const said = `${dollars(spentUsd)} spent and ${dollars(reservedUsd)} set aside of ${dollars(ceilingUsd)}`;
  return (
    <div className="mb-3">
      <div
        role="img"
        aria-label={said}
        title={said}
        className="flex h-2 overflow-hidden rounded-[3px] bg-behind"
      >
        <span className="bg-accent" style={{ width: share(spentUsd) }} />
        <span className="hatched" style={{ width: share(reservedUsd) }} />
      </div>
      <p className="mt-1 text-12 text-muted">
        {percent(spentUsd, ceilingUsd)} of the ceiling of {dollars(ceilingUsd)}
        {reservedUsd > 0 && `; ${dollars(reservedUsd)} set aside for calls under way`}
      </p>
    </div>
  );
}
