import { useState } from 'react';
import { Icon } from './icons.tsx';

/** A command to run in a terminal, with a way to copy it. */
export function CommandLine({ command }: { command: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(command).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1600);
      },
      () => undefined, // without the right to the clipboard the text is still there to select
    );
  };
  return (
    <span className="inline-flex w-fit max-w-full items-stretch rounded-ui border border-line bg-sunken">
      <code className="min-w-0 px-2.5 py-1.5 font-mono text-12 break-words text-ink">{command}</code>
      <button
        type="button"
        onClick={copy}
        className="inline-flex min-w-8 items-center justify-center border-l border-line px-2 text-muted hover:text-ink"
        aria-label={copied ? 'Copied' : `Copy the command ${command}`}
      >
        <Icon name={copied ? 'check' : 'copy'} size={14} />
      </button>
    </span>
  );
}

/** A sentence with commands of ours in it, as they are typed in a checkout. */
export const withCommands = (text: string): string =>
  text.replace(/(?<=: )winnow (?=[a-z])/g, 'npm run -s winnow -- ');

/** How a command of ours is typed in a checkout. */
export const winnowCommand = (rest: string): string => `npm run -s winnow -- ${rest.replace(/^winnow /, '')}`;
