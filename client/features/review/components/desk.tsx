import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HandedOut, QueueLine } from '../../../../shared/schemas/queue.ts';
import type { ReviewDecision } from '../../../../shared/vocabulary/reviews.ts';
import { goTo } from '../../../lib/places.ts';
import { useKeys, whileHeld } from '../../../lib/use-keys.ts';
import type { Drafts } from '../drafts.ts';
import type { Said } from '../history-store.ts';
import type { Keymap } from '../keymap.ts';
import { stepsOf } from '../steps.ts';
import { useFields } from '../use-fields.ts';
import { CommentsBox } from './comments-box.tsx';
import { EarlierWords } from './earlier-words.tsx';
import { FlagBox } from './flag-box.tsx';
import { type Mended, Mending } from './mending.tsx';
import { Record as JudgedRecord } from './record.tsx';
import { StepOutline } from './step-outline.tsx';
import { stepId } from './step-text.tsx';
import { VerdictForm } from './verdict-form.tsx';

/** One item and what is said of it; made anew for each item, so that nothing of the last one is left. */
export function Desk({
  queue,
  item,
  drafts,
  keymap,
  onSubmit,
  onMended,
  children,
}: {
  queue: QueueLine;
  item: HandedOut;
  drafts: Drafts;
  keymap: Keymap;
  onSubmit: (said: Omit<Said, 'reviewId'>, seconds: number) => void;
  /** The question was given another version, so this one is not judged any more. */
  onMended: () => void;
  children: React.ReactNode;
}) {
  const [begun] = useState(() => drafts.of(item));
  const [note, setNote] = useState(begun.note);
  const [isRaw, setRaw] = useState(false);
  const [isFlagging, setFlagging] = useState(false);
  const [mending, setMending] = useState<Mended>(null);
  const [current, setCurrent] = useState(-1);
  const [since] = useState(() => performance.now());
  const record = useRef<HTMLElement>(null);
  const steps = useMemo(() => stepsOf(item.trace?.thinking ?? ''), [item]);
  const form = useFields(queue.form, begun.fields, {
    record,
    text: item.trace?.thinking ?? item.question,
    step: steps[current],
    onStepJudged: () => go(current + 1),
  });
  const go = (to: number) => {
    const next = Math.max(0, Math.min(steps.length - 1, to));
    const step = steps[next];
    if (step === undefined) return;
    setCurrent(next);
    goTo(stepId(step.start));
  };
  const { fields } = form;
  const say = useCallback(
    (decision: ReviewDecision) =>
      onSubmit({ item, decision, note, fields }, Math.round((performance.now() - since) / 1000)),
    [item, note, fields, since, onSubmit],
  );
  useEffect(() => drafts.write(item, { note, fields }), [drafts, item, note, fields]);
  useEffect(() => {
    document.getElementById('content')?.scrollTo(0, 0);
    record.current?.focus({ preventScroll: true }); // so that the keys of the page scroll it
  }, []);
  useKeys({
    [keymap.accept]: () => say('accept'),
    [keymap.reject]: () => say('reject'),
    [keymap.skip]: () => say('skip'),
    [keymap.raw]: () => setRaw((raw) => !raw),
    [keymap.note]: () => document.getElementById('review-note')?.focus(),
    [keymap.flag]: () => setFlagging(true),
    ...(steps.length > 1 && {
      [keymap.nextStep]: whileHeld(() => go(current + 1)),
      [keymap.previousStep]: whileHeld(() => go(current - 1)),
    }),
    ...(form.names.length > 0 && {
      [keymap.nextField]: whileHeld(() => form.move(1)),
      [keymap.previousField]: whileHeld(() => form.move(-1)),
      Enter: form.write,
    }),
    ...form.digits,
    'mod+Enter': () => say('accept'),
    'mod+s': drafts.flush,
  });
  const hasOutline = steps.length > 1;
  return (
    <div
      className={`grid gap-x-8 gap-y-6 px-4 py-5 max-lg:pb-24 lg:px-8 ${hasOutline ? 'lg:grid-cols-[12rem_minmax(0,1fr)_21rem]' : 'lg:grid-cols-[minmax(0,1fr)_21rem]'}`}
    >
      {hasOutline && <StepOutline steps={steps} current={current} verdicts={form.verdicts} onGo={go} />}
      <JudgedRecord
        ref={record}
        item={item}
        isRaw={isRaw}
        steps={steps}
        current={current}
        verdicts={form.verdicts}
        marks={form.marks}
        onRaw={() => setRaw(!isRaw)}
      />
      <aside className="flex flex-col gap-6 max-lg:[&_:is(input,textarea,button)]:scroll-mb-36 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-5rem)] lg:self-start lg:overflow-y-auto lg:p-0.5">
        <EarlierWords words={item.earlier} questionId={item.questionId} />
        <VerdictForm
          form={queue.form}
          state={form}
          note={note}
          keymap={keymap}
          onNote={setNote}
          onSay={say}
          isFlagging={isFlagging}
          onFlag={() => setFlagging(true)}
        />
        {isFlagging && (
          <FlagBox queueId={queue.queueId} questionId={item.questionId} onClose={() => setFlagging(false)} />
        )}
        <Mending item={item} what={mending} onWhat={setMending} onMended={onMended} />
        <CommentsBox queueId={queue.queueId} questionId={item.questionId} />
        {children}
      </aside>
    </div>
  );
}
