import { Fragment } from 'react';

/** Characters that turn the direction of what follows: with them a text can be shown in another order than it has. */
const TURNS = /([\u202a-\u202e\u2066-\u2069])/u;

/**
 * Text that nobody vouches for, in the order in which it was written: what would turn its direction is shown by
 * its number instead of being obeyed.
 */
export function PlainText({ text }: { text: string }) {
  if (!TURNS.test(text)) return <>{text}</>;
  return (
    <>
      {text.split(TURNS).map((part, i) =>
        i % 2 === 0 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no name but their place
          <Fragment key={i}>{part}</Fragment>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <span key={i} className="rounded-ui bg-sunken px-1 font-mono text-[0.8em] text-muted">
            {`U+${part.charCodeAt(0).toString(16).toUpperCase()}`}
          </span>
        ),
      )}
    </>
  );
}
