import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Fault } from '../../../components/fault.tsx';
import { WordDifference } from '../../../components/word-difference.tsx';
import { useRested } from '../../../lib/use-rested.ts';
import { useWritten } from '../../../lib/use-written.ts';
import { Text } from './inputs.tsx';

/** How long the text rests before its difference is looked for. Unit: milliseconds. */
const REST_MS = 300;

/** A text that may be mended. */
export interface MendedPart {
  /** As the server calls it. */
  name: string;
  label: string;
  /** Lines that are shown. */
  rows: number;
  before: string;
  isRequired?: boolean;
}

/** Texts to be mended: what changes is shown before it is stored as another version, with its reason. */
export function MendBox<T>({
  title,
  of,
  parts,
  says,
  save,
  done = () => null,
  onStored,
  onClose,
}: {
  title: string;
  /** Id of what is mended: what was written of it is still there when the box is opened again. */
  of: string;
  parts: readonly MendedPart[];
  /** What becomes of another version. */
  says: string;
  /** Stores the texts that changed, by their names. */
  save: (changed: Readonly<Record<string, string>>, why: string) => Promise<T>;
  /** What is there once it is stored; nothing where the page goes on by itself. */
  done?: (stored: T) => ReactNode;
  onStored?: () => void;
  onClose: () => void;
}) {
  const [text, setText, forgetText] = useWritten(
    `mend ${of}`,
    Object.fromEntries(parts.map(({ name, before }) => [name, before])),
  );
  const [why, setWhy, forgetWhy] = useWritten(`why ${of}`, '');
  const rested = useRested(text, REST_MS);
  const changedIn = (now: Readonly<Record<string, string>>) =>
    parts.filter(({ name, before }) => now[name] !== before);
  const changed = changedIn(text);
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      save(Object.fromEntries(changed.map(({ name }) => [name, text[name] ?? ''])), why.trim()),
    onSuccess: () => {
      forgetText();
      forgetWhy();
      onStored?.();
    },
  });
  if (data !== undefined) return done(data);
  return (
    <form
      aria-label={title}
      aria-busy={isPending}
      className="flex flex-col gap-3 rounded-ui bg-sunken px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate();
      }}
    >
      <h3 className="text-13 font-semibold">{title}</h3>
      {parts.map(({ name, label, rows, isRequired = false }) => (
        <Text
          key={name}
          label={label}
          rows={rows}
          isRequired={isRequired}
          value={text[name] ?? ''}
          onChange={(value) => setText({ ...text, [name]: value })}
        />
      ))}
      {changedIn(rested).map(({ name, label, before }) => (
        <section key={name} aria-label={`What changes in the ${label.toLowerCase()}`}>
          <h4 className="text-12 text-muted">What changes in the {label.toLowerCase()}</h4>
          <WordDifference before={before} after={rested[name] ?? ''} />
        </section>
      ))}
      <Text label="Why" isRequired value={why} onChange={setWhy} />
      <p className="text-12 text-muted">{says}</p>
      <div className="flex flex-wrap items-center gap-2">
        <button type="submit" className="control" disabled={changed.length === 0 || isPending}>
          {isPending ? 'Saving' : 'Save as a new version'}
        </button>
        <button type="button" className="control" onClick={onClose}>
          Cancel
        </button>
        {changed.length === 0 && <span className="text-12 text-muted">Nothing has been changed yet.</span>}
      </div>
      <Fault error={error} />
    </form>
  );
}
