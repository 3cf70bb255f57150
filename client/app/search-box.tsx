import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { Icon } from '../components/icons.tsx';
import { addressOf } from '../lib/urls.ts';
import { useKeys } from '../lib/use-keys.ts';
import { useMedia } from '../lib/use-media.ts';

/** Finds text in the questions of the pool; `/` brings the cursor here. */
export function SearchBox() {
  const isWide = useMedia('(min-width: 640px)');
  const input = useRef<HTMLInputElement>(null);
  const [search] = useSearchParams();
  const asked = search.get('q') ?? '';
  const [words, setWords] = useState(asked);
  const navigate = useNavigate();
  useEffect(() => setWords(asked), [asked]);
  const focus = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  useKeys({ '/': focus });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const kept = Object.fromEntries(search);
    void navigate(addressOf('/pool', { ...kept, q: words.trim() }));
  };
  return (
    <search className="w-full max-w-80">
      <form onSubmit={submit} className="relative">
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-muted">
          <Icon name="search" size={14} />
        </span>
        <input
          ref={input}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          maxLength={400}
          aria-label="Search the questions"
          aria-keyshortcuts="/"
          placeholder={isWide ? 'Search the questions' : 'Search'}
          className="h-8 w-full rounded-ui border border-line bg-raised pr-3 pl-8 text-13 text-ellipsis lg:pr-9 placeholder:text-faint hover:border-line-strong focus-visible:outline-offset-0"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-2.5 hidden items-center text-12 text-faint lg:flex"
        >
          /
        </span>
      </form>
    </search>
  );
}
