import { OutlineFrame } from '../../../components/outline-frame.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { counted } from '../../../lib/format.ts';
import type { Step, StepVerdict } from '../steps.ts';

const SIGNS: Readonly<Record<Step['kind'], { sign: string; says: string }>> = {
  start: { sign: '·', says: 'Part' },
  heading: { sign: '§', says: 'Heading' },
  step: { sign: '·', says: 'Step' },
  turn: { sign: '↺', says: 'Second thought' },
  final: { sign: '■', says: 'Final answer' },
};

/** The steps of a trace, each one press away, with what was said of it; beside the text, or folded over it. */
export function StepOutline({
  steps,
  current,
  verdicts,
  onGo,
}: {
  steps: readonly Step[];
  current: number;
  verdicts: readonly StepVerdict[];
  onGo: (step: number) => void;
}) {
  const turns = steps.filter(({ kind }) => kind === 'turn').length;
  const title = `Outline, ${counted(steps.length, 'step')}${turns > 0 ? `, ${counted(turns, 'second thought')}` : ''}`;
  const list = (
    <ol>
      {steps.map((step, i) => {
        const verdict = verdicts.find(({ start }) => start === step.start)?.verdict;
        const { sign, says } = SIGNS[step.kind];
        return (
          <li key={step.start}>
            <button
              type="button"
              onClick={() => onGo(i)}
              aria-current={i === current ? 'step' : undefined}
              title={`${says}: ${step.label}`}
              className={`flex min-h-6 w-full gap-2 rounded-ui px-1 py-0.5 text-left hover:bg-sunken hover:text-ink aria-[current=step]:bg-accent-soft aria-[current=step]:text-ink ${step.kind === 'turn' ? 'text-warn' : 'text-muted'}`}
            >
              <span aria-hidden="true" className="w-3 shrink-0 text-center">
                {sign}
              </span>
              <span className="line-clamp-2 min-w-0 break-words">
                <PlainText text={step.label} />
                {verdict !== undefined && <span className="ml-1 font-medium text-accent">{verdict}</span>}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
  return (
    <OutlineFrame title={title} heading="h2">
      {list}
    </OutlineFrame>
  );
}
