import { Link } from 'react-router';
import type { PolicyOutlook, PolicyOutlooks } from '../../../../shared/schemas/compliance.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { count, counted } from '../../../lib/format.ts';
import { addressOf, useChosenRun } from '../../../lib/urls.ts';

/** What each policy would say of a release now: side by side, from the strictest on. */
export function PolicyBoard({ outlooks }: { outlooks: PolicyOutlooks }) {
  return (
    <section aria-label="What each policy would say now" className="mt-6 border-t border-line">
      <ul className="grid gap-x-8 lg:grid-cols-3">
        {outlooks.items.map((one) => (
          <li key={one.policy} className="border-b border-line py-4 lg:border-b-0">
            <Verdict outlook={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({ outlook }: { outlook: PolicyOutlook }) {
  const { policy, says, passes, rows, refusals, review, recipe, licence, effects, waived } = outlook;
  const { param } = useChosenRun();
  const informed = Object.keys(effects.inform).length;
  const lifted = Object.keys(waived).length;
  return (
    <article>
      <h2 className="flex items-baseline gap-2 text-16 font-semibold">
        {policy}
        <span className={`text-13 font-medium ${passes ? 'text-muted' : 'text-ink'}`}>
          {passes ? `lets ${counted(rows, 'row')} pass` : 'refuses'}
        </span>
      </h2>
      <p className="mt-0.5 text-13 text-muted">{says}</p>
      {refusals.length > 0 && (
        <ul className="mt-3 flex flex-col gap-2">
          {refusals.map(({ code, effect, rows: n, lift }) => (
            <li key={code} className="text-13">
              <span className="flex items-baseline gap-1.5">
                <EffectMark effect={effect === 'block' ? 'block' : 'attest'} />
                <span className="font-mono text-12 break-all">{code}</span>
                <Link
                  className="text-link ml-auto whitespace-nowrap tabular-nums"
                  to={addressOf('/compliance', { run: param, code, state: 'open' })}
                >
                  {counted(n, 'row')}
                  <span className="sr-only"> flagged {code}</span>
                </Link>
              </span>
              <details className="mt-0.5 pl-5">
                <summary className="cursor-pointer text-12 text-muted">What would lift it</summary>
                <p className="max-w-[60ch] text-12 text-muted">{lift}</p>
              </details>
            </li>
          ))}
        </ul>
      )}
      {refusals.length > 0 && (
        <p className="mt-2 text-13">
          <Link className="text-link" to={addressOf('/compliance', { run: param, part: 'waivers' })}>
            Waive for this run
          </Link>
        </p>
      )}
      {!review.met && (
        <p className="mt-2 text-13">
          Reviews: {count(review.missing)} of {count(review.wanted)} rows wait for a person.{' '}
          <Link className="text-link whitespace-nowrap" to={addressOf('/review', { run: param })}>
            Review them
          </Link>
        </p>
      )}
      {recipe !== null && recipe.says !== null && (
        <p className="mt-2 text-13">By the recipe: {recipe.says}.</p>
      )}
      <p className="mt-2 text-12 text-muted">
        {informed === 0
          ? 'Nothing to inform of.'
          : `${counted(informed, 'code')} ${informed === 1 ? 'is' : 'are'} printed in the card.`}{' '}
        {lifted > 0 && `${lifted} lifted by waivers. `}
        {licence === null ? 'No one licence fits all rows.' : `All rows fit ${licence}.`}
      </p>
    </article>
  );
}
