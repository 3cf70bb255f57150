import { memo } from 'react';
import { BlockView } from '../../../components/block-view.tsx';
import type { TextMark } from '../marking.ts';
import type { Step, StepVerdict } from '../steps.ts';

export const stepId = (start: number): string => `step-${start}`;

/** A trace step by step, with what was said of each; the step that the reader is at has a line beside it. */
export const StepText = memo(function StepText({
  steps,
  current,
  verdicts,
  marks,
  isRaw,
}: {
  steps: readonly Step[];
  current: number;
  verdicts: readonly StepVerdict[];
  marks: readonly TextMark[];
  isRaw: boolean;
}) {
  return steps.map((step, i) => {
    const end = steps[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    return (
      <StepPart
        key={step.start}
        step={step}
        isCurrent={i === current}
        verdict={verdicts.find(({ start }) => start === step.start)?.verdict}
        marks={marks.some((mark) => mark.start < end && mark.end > step.start) ? marks : NONE}
        isRaw={isRaw}
      />
    );
  });
});

const NONE: readonly TextMark[] = [];

/** Drawn again only where something about this step has changed: a long trace has hundreds of them. */
const StepPart = memo(function StepPart({
  step,
  isCurrent,
  verdict,
  marks,
  isRaw,
}: {
  step: Step;
  isCurrent: boolean;
  verdict: string | undefined;
  marks: readonly TextMark[];
  isRaw: boolean;
}) {
  return (
    <div
      id={stepId(step.start)}
      tabIndex={-1}
      data-step={isCurrent || undefined}
      className="scroll-mt-4 border-l-2 border-transparent pl-3 outline-none data-step:border-accent"
    >
      {verdict !== undefined && (
        <p className="pt-1.5 text-12 font-medium text-accent">
          <span className="rounded-ui bg-accent-soft px-1.5 py-0.5">{verdict}</span>
        </p>
      )}
      {step.blocks.map((block) => (
        <BlockView
          key={block.start}
          id={`block-${block.start}`}
          block={block}
          findings={marks
            .map(({ start, end, label }, n) => ({ n, start, end, says: label, defect: label }))
            .filter(({ start, end }) => start < block.start + block.text.length && end > block.start)}
          isRaw={isRaw}
        />
      ))}
    </div>
  );
});
