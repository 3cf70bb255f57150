import type { CollectionDetail, Outlook } from '../../../../shared/schemas/collection.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { SideScroll } from '../../../components/side-scroll.tsx';
import { count, counted } from '../../../lib/format.ts';
import { flagSays } from '../flags.ts';
import { outlookSentence } from '../words.ts';

/** What each policy says of the usable traces, and the flags that it goes by. */
export function Outlooks({ collection: { outlooks, flags } }: { collection: CollectionDetail }) {
  const codes = codesOf(outlooks, flags);
  return (
    <section aria-labelledby="outlooks" className="min-w-0">
      <h2 id="outlooks" className="mb-2.5 text-16 leading-head font-semibold text-balance">
        {titleOf(outlooks)}
      </h2>
      <dl className="flex flex-col gap-2 text-13">
        {outlooks.map((outlook) => (
          <div key={outlook.policy} className="flex gap-x-3 max-sm:flex-col">
            <dt className="w-28 shrink-0 font-medium">{outlook.policy}</dt>
            <dd className="min-w-0">
              <span className="text-muted">{outlookSentence(outlook)}</span>
              <Blocking outlook={outlook} />
            </dd>
          </div>
        ))}
      </dl>
      {codes.length > 0 && (
        <details className="mt-3 text-13">
          <summary className="cursor-pointer text-muted hover:text-ink">
            {counted(codes.length, 'flag')}, and what each policy makes of{' '}
            {codes.length === 1 ? 'it' : 'them'}
          </summary>
          <FlagTable codes={codes} outlooks={outlooks} flags={flags} />
        </details>
      )}
    </section>
  );
}

/** The flags for which a policy refuses, with what each says. */
function Blocking({ outlook }: { outlook: Outlook }) {
  const blocking = outlook.codes.filter(({ effect }) => effect === 'block');
  if (blocking.length === 0) return null;
  return (
    <ul className="mt-1 flex flex-col gap-1">
      {blocking.map(({ code, traces }) => (
        <li key={code} className="flex gap-2">
          <span className="pt-0.75">
            <EffectMark effect="block" />
          </span>
          <span className="min-w-0">
            <span className="font-mono text-12 break-words">{code}</span>{' '}
            <span className="tabular-nums">{count(traces)}</span>{' '}
            <span className="text-12 text-muted">{flagSays(code)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function titleOf(outlooks: readonly Outlook[]): string {
  const refusing = outlooks.filter(({ refused }) => refused > 0).map(({ policy }) => policy);
  if (refusing.length > 0) return `Flags stand in the way of a release under ${refusing.join(' and ')}`;
  return outlooks.some(({ attested }) => attested > 0)
    ? 'No flag blocks a release; some need a named person’s word'
    : 'No flag stands in the way of a release';
}

/** Codes that any usable trace carries first, as the strictest policy orders them; then those of other traces. */
function codesOf(outlooks: readonly Outlook[], flags: Readonly<Record<string, number>>): string[] {
  const named = outlooks[0]?.codes.map(({ code }) => code) ?? [];
  return [...named, ...Object.keys(flags).filter((code) => !named.includes(code))];
}

function FlagTable({
  codes,
  outlooks,
  flags,
}: {
  codes: readonly string[];
  outlooks: readonly Outlook[];
  flags: Readonly<Record<string, number>>;
}) {
  return (
    <SideScroll label="Flags, and what each policy makes of them" className="mt-2">
      <table className="w-full border-collapse text-13">
        <thead className="text-12 text-muted">
          <tr className="border-b border-line text-left *:py-1.5 *:pr-5 *:font-medium">
            <th scope="col">Flag</th>
            <th scope="col" className="text-right">
              Traces
            </th>
            {outlooks.map(({ policy }) => (
              <th key={policy} scope="col" className="max-sm:hidden">
                {policy}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr key={code} className="border-b border-line align-top *:py-1.5 *:pr-5">
              <td>
                <span className="font-mono text-12 break-words">{code}</span>
                <span className="block text-12 text-muted">{flagSays(code)}</span>
                <span className="flex flex-wrap gap-x-3 text-12 sm:hidden">
                  {outlooks.map((outlook) => (
                    <Effect key={outlook.policy} outlook={outlook} code={code} isWithPolicy />
                  ))}
                </span>
              </td>
              <td className="text-right tabular-nums">{count(flags[code] ?? 0)}</td>
              {outlooks.map((outlook) => (
                <td key={outlook.policy} className="max-sm:hidden">
                  <Effect outlook={outlook} code={code} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SideScroll>
  );
}

function Effect({
  outlook,
  code,
  isWithPolicy = false,
}: {
  outlook: Outlook;
  code: string;
  isWithPolicy?: boolean;
}) {
  const effect = outlook.codes.find((one) => one.code === code)?.effect;
  if (effect === undefined)
    return isWithPolicy ? null : (
      <span className="text-12 text-muted" title="No usable trace carries it">
        –
      </span>
    );
  return (
    <span className="inline-flex items-center gap-1">
      {isWithPolicy && <span className="text-muted">{outlook.policy}</span>}
      <EffectMark effect={effect} isNamed />
    </span>
  );
}
