import { type FormEvent, useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { addressOf } from '../../../lib/urls.ts';

/** What is asked for stands in the address, so that an answer can be sent to somebody. */
export function AuditSearch({ sought }: { sought: string }) {
  const [search] = useSearchParams();
  const [words, setWords] = useState(sought);
  const navigate = useNavigate();
  useEffect(() => setWords(sought), [sought]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate(addressOf('/audit', { run: search.get('run') ?? undefined, for: words.trim() }));
  };
  return (
    <search aria-label="Audit" className="mt-6 block print:hidden">
      <form onSubmit={submit} className="flex max-w-200 flex-wrap gap-2">
        <input
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          maxLength={10_000}
          aria-label="Ask for an id, a line or a sentence"
          placeholder="An id, the SHA-256 of a line, release-…:17, or any sentence"
          className="h-10 min-w-60 flex-1 rounded-ui border border-line bg-raised px-3 text-14 placeholder:text-faint hover:border-line-strong"
        />
        <button type="submit" className="control h-10 px-4">
          Look up
        </button>
        {sought !== '' && (
          <button type="button" className="control h-10 px-4 max-sm:hidden" onClick={() => window.print()}>
            Print
          </button>
        )}
      </form>
    </search>
  );
}
