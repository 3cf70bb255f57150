import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { FlagCodeItem } from '../../../../shared/schemas/compliance.ts';
import { POLICY_NAMES } from '../../../../shared/vocabulary/policies.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { SaveLoaded } from '../../../components/save-rows.tsx';
import { LoadingPart, Problem } from '../../../components/states.tsx';
import { Table } from '../../../components/table.tsx';
import { count } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';
import { flagCodesQuery } from '../api/compliance.ts';

/** Those that strict blocks come first, then those with the most that stand. */
const RANK = { block: 0, attest: 1, inform: 2 } as const;
const bySeverity = (a: FlagCodeItem, b: FlagCodeItem): number =>
  RANK[a.effects.strict] - RANK[b.effects.strict] || b.open - a.open || (a.code < b.code ? -1 : 1);

/** Every kind of flag that was raised, by how severe it is, and what each policy makes of it. */
export function FlagCodes() {
  const { data, error, refetch } = useQuery(flagCodesQuery());
  const { param: run } = useChosenRun();
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingPart what="flags" />;
  const to = (code: string, state?: string): string => addressOf('/compliance', { run, code, state });
  return (
    <>
      <div className="mb-2">
        <SaveLoaded name="flags-by-code" load={() => Promise.resolve(data.items)} command="flags" />
      </div>
      <Table
        caption="Flags by code"
        head={['Flag', 'Means', ...POLICY_NAMES, 'Open', 'Waived', 'Resolved']}
        numbers={['Open', 'Waived', 'Resolved']}
        none="No flag was ever raised here."
        rows={[...data.items].sort(bySeverity).map(({ code, says, effects, open, waived, resolved }) => ({
          key: code,
          cells: [
            <Link
              key="code"
              className="text-link font-mono text-12 max-lg:inline-block max-lg:min-w-40 max-lg:break-all"
              to={to(code)}
            >
              {code}
            </Link>,
            <span key="says" className="block min-w-28 text-muted">
              {says}
            </span>,
            ...POLICY_NAMES.map((policy) => (
              <span key={policy} className="whitespace-nowrap">
                <EffectMark effect={effects[policy]} isNamed />
              </span>
            )),
            <Tally key="open" many={open} to={to(code, 'open')} />,
            <Tally key="waived" many={waived} to={to(code, 'waived')} />,
            <Tally key="resolved" many={resolved} to={to(code, 'resolved')} />,
          ],
        }))}
      />
    </>
  );
}

/** A number that leads to the rows which it counts; none has none to lead to. */
function Tally({ many, to }: { many: number; to: string }) {
  return many === 0 ? (
    '0'
  ) : (
    <Link className="text-link" to={to}>
      {count(many)}
    </Link>
  );
}
