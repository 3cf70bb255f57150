import { useState } from 'react';

/** Something that is shown once: to be copied now. */
export function Once({ says, text, onClose }: { says: string; text: string; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div role="status" className="flex max-w-200 flex-col items-start gap-2 rounded-ui bg-sunken px-4 py-3">
      <p className="text-13">{says}</p>
      <code className="block max-w-full font-mono text-12 break-all select-all">{text}</code>
      <div className="flex gap-2">
        <button
          type="button"
          className="control"
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => undefined, // it is there to select from
            )
          }
        >
          {isCopied ? 'Copied' : 'Copy'}
        </button>
        <button type="button" className="control" onClick={onClose}>
          Done
        </button>
      </div>
    </div>
  );
}
