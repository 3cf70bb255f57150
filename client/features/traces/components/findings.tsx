import type { TraceDetail } from '../../../../shared/schemas/trace.ts';
import { PlainText } from '../../../components/plain-text.tsx';
import { sentence } from '../../../lib/format.ts';
import { findingId, goTo } from '../../../lib/places.ts';
import { useKeys, whileHeld } from '../../../lib/use-keys.ts';
import { defectSays } from '../flags.ts';
import { plainName } from '../words.ts';

/** What the detectors found, each a way to its place; `n` and `p` go from one to the next. */
export function Findings({ trace: { findings } }: { trace: TraceDetail }) {
  const step = (by: number) => (): void => {
    const open = document.querySelector('[data-finding][data-current]')?.getAttribute('data-finding');
    const at = open === null || open === undefined ? (by > 0 ? -1 : 0) : Number(open);
    goTo(findingId((at + by + findings.length) % findings.length));
  };
  useKeys({ n: whileHeld(step(1)), p: whileHeld(step(-1)) });
  return (
    <section aria-labelledby="findings">
      <h3 id="findings" className="mb-1.5 text-12 font-medium text-muted">
        Found in it
      </h3>
      <ul className="flex flex-col gap-2 text-13">
        {findings.map((finding, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: findings have no name but their place
          <li key={i} className="max-w-[80ch]">
            <button
              type="button"
              onClick={() => goTo(findingId(i))}
              className="text-link font-medium"
              aria-keyshortcuts="n p"
            >
              {sentence(plainName(finding.defect))}
            </button>{' '}
            <span className="text-muted">
              in the {finding.field}, {finding.severity === 'drop' ? 'dropped for it' : 'noted'}.{' '}
              {finding.says || defectSays(finding.defect)}
            </span>
            {finding.text !== '' && (
              <q className="mt-0.5 block truncate font-mono text-12 text-muted">
                <PlainText text={finding.text.slice(0, 200)} />
              </q>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
