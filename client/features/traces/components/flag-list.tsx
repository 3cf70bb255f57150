import type { TraceFlag } from '../../../../shared/schemas/trace.ts';
import { EffectMark } from '../../../components/effect-mark.tsx';
import { Part } from '../../../components/part.tsx';

/** The flags of a trace with what each says and what every policy makes of it. */
export function FlagList({ flags }: { flags: readonly TraceFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <Part title="Flags">
      <ul className="flex flex-col gap-3 text-13">
        {flags.map((flag) => (
          <li key={`${flag.code} ${flag.phase}`} className="max-w-[80ch]">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-mono text-12 break-all">{flag.code}</span>
              {flag.state !== 'open' && <span className="text-muted">{flag.state}</span>}
            </p>
            <p>{flag.says}</p>
            <p className="mt-0.5 flex flex-wrap gap-x-4 text-12 text-muted">
              {flag.effects.map(({ policy, effect }) => (
                <span key={policy} className="inline-flex items-center gap-1.5">
                  {policy} <EffectMark effect={effect} isNamed />
                </span>
              ))}
            </p>
            {flag.termsRefs.length > 0 && (
              <p className="text-12 text-muted">
                Terms: <span className="font-mono break-all">{flag.termsRefs.join(', ')}</span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
