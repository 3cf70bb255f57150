import type { Refusal } from '../../../../shared/schemas/collect-plan.ts';
import { withCommands } from '../../../components/command-line.tsx';
import { EffectMark } from '../../../components/effect-mark.tsx';

/** Why a start is refused, a line each, as the command would say it. */
export function Refused({ refusals, id }: { refusals: readonly Refusal[]; id?: string }) {
  return (
    <ul id={id} className="flex flex-col gap-2 text-13">
      {refusals.map(({ error, message }) => (
        <li key={message} className="flex gap-2">
          <span className="pt-0.75">
            <EffectMark effect={error === 'refused' ? 'block' : 'attest'} />
          </span>
          <span className="max-w-[80ch] min-w-0 break-words">{withCommands(message)}</span>
        </li>
      ))}
    </ul>
  );
}
