import type { WinnowError } from '../../../../shared/error.ts';
import type { CollectOrder } from '../../../../shared/schemas/collect-order.ts';
import type { CollectPlan } from '../../../../shared/schemas/collect-plan.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { Loading, Skeleton } from '../../../components/states.tsx';
import { count, dollars } from '../../../lib/format.ts';
import type { Faults, OrderForm } from '../order.ts';
import { PlanFlags } from './plan-flags.tsx';
import { PlanStart } from './plan-start.tsx';
import { Refused } from './refused.tsx';
import { ScopePrices } from './scope-prices.tsx';

/** A plan as it stands: the prices, the model, the flags, and the start. */
export function PlanView({
  plan,
  order,
  error,
  form,
  faults,
  isStale,
  isProbed,
  onProbe,
  onAgain,
  set,
}: {
  plan: CollectPlan | undefined;
  /** Null as long as the form is not whole, or is being typed in. */
  order: CollectOrder | null;
  error: WinnowError | null;
  form: OrderForm;
  faults: Faults;
  isStale: boolean;
  isProbed: boolean;
  onProbe: () => void;
  onAgain: () => void;
  set: (changes: Partial<OrderForm>) => void;
}) {
  if (error !== null && !isStale)
    return (
      <section aria-labelledby="refused" className="min-w-0">
        <h2 id="refused" className="mb-2.5 text-16 leading-head font-semibold">
          It can not be asked so
        </h2>
        <Refused refusals={[{ error: error.code, message: error.message, codes: [] }]} />
      </section>
    );
  if (plan === undefined)
    return isStale && Object.keys(faults).length === 0 ? <LoadingPlan /> : <Incomplete faults={faults} />;
  return (
    <div className={`flex min-w-0 flex-col gap-8 ${isStale ? 'opacity-70' : ''}`} aria-busy={isStale}>
      <ScopePrices plan={plan} form={form} faults={faults} set={set} />
      <Model plan={plan} isProbed={isProbed} onProbe={onProbe} />
      <PlanFlags plan={plan} form={form} set={set} />
      <PlanStart plan={plan} order={order} isStale={isStale} onAgain={onAgain} />
    </div>
  );
}

function Model({ plan, isProbed, onProbe }: { plan: CollectPlan; isProbed: boolean; onProbe: () => void }) {
  const { model, service, endpoint, capabilities, priceRow, callUsd, outputTokens, spentUsd } = plan;
  const [thoughts, ...said] = capabilities;
  const facts: Fact[] = [['Asked at', endpoint ?? service]];
  if (thoughts !== undefined) facts.push(['Thoughts', thoughts]);
  if (priceRow !== null) facts.push(['Price row', priceRow]);
  if (callUsd !== null)
    facts.push(['Set aside for a call', dollars(callUsd), 'nineteen of twenty cost no more']);
  if (outputTokens !== null)
    facts.push(['Tokens of output', `about ${count(outputTokens.mean)}`, 'thoughts and answers']);
  if (spentUsd > 0) facts.push(['Spent before', dollars(spentUsd), 'on the same collection']);
  return (
    <section aria-labelledby="model" className="min-w-0">
      <h2 id="model" className="mb-2.5 text-16 leading-head font-semibold break-words">
        {model} {thoughts?.startsWith('raw') ? 'hands out its thoughts' : 'hands out no raw thoughts'}
      </h2>
      <Facts facts={facts} />
      {said.length > 0 && <p className="mt-2 max-w-[80ch] text-13">It says now: {said.join('; ')}.</p>}
      {!isProbed && (
        <button type="button" className="control mt-3" onClick={onProbe}>
          Ask it what it gives, for free
        </button>
      )}
    </section>
  );
}

/** What the form still lacks. */
function Incomplete({ faults }: { faults: Faults }) {
  return (
    <section className="max-w-[60ch] text-13 text-muted">
      <p>
        Here will stand what each choice costs and which flags the traces will carry, as soon as the form is
        whole:
      </p>
      <ul className="mt-2 flex list-disc flex-col gap-1 pl-5">
        {Object.entries(faults).map(([name, fault]) => (
          <li key={name}>
            <span className="text-ink">{NAMES[name] ?? name}.</span> {fault}
          </li>
        ))}
      </ul>
    </section>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  model: 'Model',
  endpoint: 'Endpoint',
  samples: 'Traces of each question',
  budget: 'Ceiling',
  wanted: 'Questions with a usable trace',
  maxTokens: 'Tokens at most',
  concurrency: 'Calls at once',
  rpm: 'Requests a minute',
  tpm: 'Tokens a minute',
  temperature: 'Temperature',
};

function LoadingPlan() {
  return (
    <div className="flex flex-col gap-4">
      <Loading what="the plan" />
      <Skeleton className="h-6 w-full max-w-100" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}
