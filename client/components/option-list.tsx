import { QuestionText } from './question-text.tsx';

/** An option that brings its own letter needs none of ours; the rule is that of `promptOf`. */
const isLettered = (option: string): boolean => /^\s*[([]?[A-Z][)\].:、．]/u.test(option);

/** The options of a question, each with its letter where it does not bring one. */
export function OptionList({ options, isRaw }: { options: readonly string[]; isRaw: boolean }) {
  const hasLetters = options.every(isLettered);
  return (
    <ul className="mt-3 flex flex-col gap-2" aria-label="Options">
      {options.map((option, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two options may have the same text, and their order is fixed
        <li key={i} className="flex gap-2.5">
          {!hasLetters && i < 26 && (
            <span className="w-4 shrink-0 text-muted">{String.fromCharCode(65 + i)}</span>
          )}
          <span className="min-w-0">
            <QuestionText text={option} raw={isRaw} />
          </span>
        </li>
      ))}
    </ul>
  );
}
