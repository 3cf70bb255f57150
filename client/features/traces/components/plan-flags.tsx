import { useId } from 'react';
import type { CollectPlan } from '../../../../shared/schemas/collect-plan.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { Check } from '../../../components/field.tsx';
import { counted } from '../../../lib/format.ts';
import { acceptedIn, type OrderForm } from '../order.ts';
import { outlookSaid } from '../plan-words.ts';

interface Props {
  plan: CollectPlan;
  form: OrderForm;
  set: (changes: Partial<OrderForm>) => void;
}

/** Which flags the traces will carry, what each policy makes of them, and what a person accepts to go on. */
export function PlanFlags({ plan, form, set }: Props) {
  const { flags, outlooks, policy } = plan;
  return (
    <section aria-labelledby="flags" className="min-w-0">
      <h2 id="flags" className="mb-2.5 text-16 leading-head font-semibold text-balance">
        {titleOf(plan)}
      </h2>
      <dl className="flex flex-col gap-1 text-13">
        {outlooks.map((outlook) => (
          <div key={outlook.policy} className="flex gap-x-3 max-sm:flex-col">
            <dt className="w-28 shrink-0 font-medium">
              {outlook.policy}
              {outlook.policy === policy && <span className="sr-only"> (the policy of this workspace)</span>}
            </dt>
            <dd className="min-w-0 text-muted">
              {outlookSaid(outlook)}
              {outlook.policy === policy && <span className="text-ink"> · the workspace’s policy</span>}
            </dd>
          </div>
        ))}
      </dl>
      {flags.length > 0 && <Flags plan={plan} />}
      <Acceptance plan={plan} form={form} set={set} />
    </section>
  );
}

function titleOf({ flags, outlooks }: CollectPlan): string {
  if (flags.length === 0) return 'No flag is foreseen for these traces';
  const never = outlooks.filter(({ releasable }) => releasable === 'never').map(({ policy }) => policy);
  const written = outlooks
    .filter(({ releasable }) => releasable === 'with-permission')
    .map(({ policy }) => policy);
  const what = `Each trace will carry ${counted(flags.length, 'flag')}`;
  if (never.length > 0) return `${what}, and could never be released under ${never.join(' and ')}`;
  if (written.length > 0) return `${what}; ${written.join(' and ')} would ask for a written permission`;
  return what;
}

/** Every flag with its effect under each policy. */
function Flags({ plan: { flags, outlooks, policy } }: { plan: CollectPlan }) {
  const effectOf = (code: string, outlook: CollectPlan['outlooks'][number]) =>
    outlook.block.includes(code) ? 'block' : outlook.attest.includes(code) ? 'attest' : 'inform';
  return (
    <ul className="mt-4 flex max-w-180 flex-col border-t border-line text-13">
      {flags.map(({ code, says }) => (
        <li key={code} className="flex flex-col gap-0.5 border-b border-line py-1.5">
          <span className="font-mono text-12 break-words">{code}</span>
          <span className="text-12 text-muted">{says}</span>
          <span className="flex flex-wrap gap-x-4 text-12">
            {outlooks.map((outlook) => (
              <span key={outlook.policy} className="inline-flex items-center gap-1">
                <span className={outlook.policy === policy ? 'font-medium' : 'text-muted'}>
                  {outlook.policy}
                </span>
                <EffectMark effect={effectOf(code, outlook)} isNamed />
              </span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What blocks under the workspace's policy goes on only where somebody accepts it, and says what it is for. */
function Acceptance({ plan: { flags, policy }, form, set }: Props) {
  const id = useId();
  const blocking = flags.filter(({ effect }) => effect === 'block');
  if (blocking.length === 0) return null;
  const accepted = acceptedIn(form);
  const toggle = (code: string, isOn: boolean) =>
    set({ accept: [...accepted.filter((one) => one !== code), ...(isOn ? [code] : [])].join(',') });
  return (
    <fieldset className="mt-5 max-w-180 rounded-ui border border-line-strong p-4">
      <legend className="px-1.5 text-13 font-medium">
        The policy {policy} forbids it, unless you accept what blocks
      </legend>
      <div className="flex flex-col gap-2.5">
        {blocking.map(({ code }) => (
          <Check key={code} checked={accepted.includes(code)} onChange={(isOn) => toggle(code, isOn)}>
            Accept <span className="font-mono text-12 break-words">{code}</span>
          </Check>
        ))}
        <div className="mt-1">
          <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
            What the traces are for
          </label>
          <textarea
            id={id}
            rows={2}
            value={form.purpose}
            maxLength={2000}
            onChange={(event) => set({ purpose: event.target.value })}
            className="w-full rounded-ui border border-line bg-raised px-2.5 py-1.5 text-13 hover:border-line-strong"
          />
          <p className="mt-1 text-12 text-muted">
            It is written down with your name and the flags, for good.
          </p>
        </div>
      </div>
    </fieldset>
  );
}
