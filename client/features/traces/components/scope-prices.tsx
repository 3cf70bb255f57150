import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CollectPlan, ScopePrice } from '../../../../shared/schemas/collect-plan.ts';
import { Field } from '../../../components/field.tsx';
import { count } from '../../../lib/format.ts';
import { type Faults, type OrderForm, UNTIL_USABLE } from '../order.ts';
import { aboutSaid, rangeSaid, scopeHref, scopeSaid } from '../plan-words.ts';

/** Whom to ask about, with the price of each choice; one of them is chosen. */
export function ScopePrices({
  plan,
  form,
  faults,
  set,
}: {
  plan: CollectPlan;
  form: OrderForm;
  faults: Faults;
  set: (changes: Partial<OrderForm>) => void;
}) {
  return (
    <section aria-labelledby="scopes" className="min-w-0">
      <h2 id="scopes" className="mb-2.5 text-16 leading-head font-semibold text-balance">
        {titleOf(plan)}
      </h2>
      <table className="w-full max-w-180 border-collapse text-13 max-sm:block">
        <thead className="text-12 text-muted max-sm:sr-only">
          <tr className="border-b border-line text-left *:py-1.5 *:pr-5 *:font-medium">
            <th scope="col">Asked about</th>
            <th scope="col" className="text-right">
              Questions
            </th>
            <th scope="col" className="text-right">
              Calls
            </th>
            <th scope="col" className="text-right">
              Cost
            </th>
            <th scope="col" className="pr-0! text-right">
              Range
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {plan.scopes.map((one) => (
            <Line
              key={one.scope}
              price={one}
              runId={plan.runId}
              isChosen={form.for === one.scope}
              set={set}
            />
          ))}
          <tr className={ROW}>
            <td className="max-sm:col-span-2">
              <Choice isChosen={form.for === UNTIL_USABLE} onChoose={() => set({ for: UNTIL_USABLE })}>
                Down the ranks until enough are usable
              </Choice>
            </td>
            <td colSpan={4} className="pr-0 text-right text-12 text-muted max-sm:col-span-2 max-sm:text-left">
              as many calls as it takes
            </td>
          </tr>
        </tbody>
      </table>
      {form.for === UNTIL_USABLE && (
        <div className="mt-3 max-w-60">
          <Field
            name="Questions with a usable trace"
            mode="numeric"
            value={form.wanted}
            placeholder="1000"
            fault={form.wanted === '' ? undefined : faults.wanted}
            onChange={(wanted) => set({ wanted })}
          />
        </div>
      )}
    </section>
  );
}

const ROW =
  'border-b border-line *:py-1.5 *:pr-5 has-checked:bg-accent-soft hover:bg-sunken max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-4 max-sm:py-1.5 max-sm:*:p-0';

/** The finding: what the thrifty choice costs beside the dearest. */
function titleOf({ scopes }: CollectPlan): string {
  const [least, most] = [scopes[0], scopes.at(-1)];
  if (least === undefined || most === undefined || !least.usd || !most.usd || least.usd.mean === 0)
    return 'Whom to ask about';
  const times = most.usd.mean / least.usd.mean;
  const by = times >= 9.5 ? count(times) : times.toFixed(1);
  return `${scopeSaid(most.scope)} costs ${by} times as much as ${scopeSaid(least.scope).toLowerCase()}`;
}

function Line({
  price: { scope, questions, calls, usd },
  runId,
  isChosen,
  set,
}: {
  price: ScopePrice;
  runId: string;
  isChosen: boolean;
  set: (changes: Partial<OrderForm>) => void;
}) {
  return (
    <tr className={ROW}>
      <td>
        <Choice isChosen={isChosen} onChoose={() => set({ for: scope })}>
          {scopeSaid(scope)}
        </Choice>
      </td>
      <td className="text-right tabular-nums max-sm:order-2 max-sm:pl-6! max-sm:text-left max-sm:text-12 max-sm:text-muted">
        <Link className="text-link" to={scopeHref(runId, scope)}>
          {count(questions)}
          <span className="sm:hidden"> questions</span>
        </Link>
      </td>
      <td className="text-right tabular-nums max-sm:hidden">{count(calls)}</td>
      <td className="text-right whitespace-nowrap tabular-nums">{aboutSaid(usd)}</td>
      <td className="pr-0! text-right text-12 whitespace-nowrap text-muted tabular-nums max-sm:order-3">
        {usd === null || usd.high === 0 ? '' : rangeSaid(usd)}
      </td>
    </tr>
  );
}

function Choice({
  isChosen,
  onChoose,
  children,
}: {
  isChosen: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label className="flex cursor-pointer items-center gap-2.5">
      <input
        type="radio"
        name="scope"
        checked={isChosen}
        onChange={onChoose}
        className="size-3.5 shrink-0 accent-accent"
      />
      {children}
    </label>
  );
}
