import { type FormEvent, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { CollectionDetail } from '../../../../shared/schemas/collection.ts';
import { Picker } from '../../../components/picker.tsx';
import { count, sentence } from '../../../lib/format.ts';
import { collectionHref, type TraceFilter } from '../filter.ts';
import { outcomeParts, plainName } from '../words.ts';

/** What the list of traces is narrowed by; all of it lives in the address. */
export function TraceFilters({ collection, filter }: { collection: CollectionDetail; filter: TraceFilter }) {
  const [search, setSearch] = useSearchParams();
  const set = (changes: TraceFilter): void => {
    const next = { ...Object.fromEntries(search), ...changes };
    setSearch(
      Object.fromEntries(Object.entries(next).filter((entry): entry is [string, string] => !!entry[1])),
    );
  };
  return (
    <section aria-label="Filters" className="flex flex-wrap items-center gap-2 px-4 pb-3 lg:px-8">
      <Picker label="Outcome" value={filter.outcome ?? ''} onChange={(outcome) => set({ outcome })}>
        <option value="">Any outcome</option>
        <OutcomeOptions collection={collection} />
      </Picker>
      <CountPicker
        label="Verdict"
        any="Any verdict"
        counts={withoutNone(collection.verdicts)}
        value={filter.verdict}
        onChange={(verdict) => set({ verdict })}
      />
      <CountPicker
        label="Finding"
        any="Any finding"
        counts={collection.findings}
        value={filter.defect}
        onChange={(defect) => set({ defect })}
      />
      <Words asked={filter.q ?? ''} onAsk={(q) => set({ q })} />
      {Object.keys(filter).length > 0 && (
        <Link
          to={collectionHref(collection.collectionId, {}, search.get('run') ?? undefined)}
          className="text-link px-1 text-13"
        >
          Clear filters
        </Link>
      )}
    </section>
  );
}

function OutcomeOptions({ collection }: { collection: CollectionDetail }) {
  return outcomeParts(collection)
    .filter((part) => part.count > 0)
    .map(({ group, count: many, reasons }) =>
      reasons.length === 0 ? (
        <option key={group} value={group}>
          {sentence(group)} ({count(many)})
        </option>
      ) : (
        <optgroup key={group} label={sentence(group)}>
          <option value={group}>Any reason ({count(many)})</option>
          {reasons.map(({ reason, count: few }) => (
            <option key={reason} value={reason}>
              {sentence(plainName(reason))} ({count(few)})
            </option>
          ))}
        </optgroup>
      ),
    );
}

const withoutNone = ({ none: _nobodyLooked, ...counts }: Readonly<Record<string, number>>) => counts;

function CountPicker({
  label,
  any,
  counts,
  value,
  onChange,
}: {
  label: string;
  any: string;
  counts: Readonly<Record<string, number>>;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  if (Object.keys(counts).length === 0 && value === undefined) return null;
  return (
    <Picker label={label} value={value ?? ''} onChange={onChange}>
      <option value="">{any}</option>
      {Object.entries(counts).map(([name, many]) => (
        <option key={name} value={name}>
          {sentence(plainName(name))} ({count(many)})
        </option>
      ))}
    </Picker>
  );
}

/** Words that the question contains. */
function Words({ asked, onAsk }: { asked: string; onAsk: (words: string) => void }) {
  const [words, setWords] = useState(asked);
  useEffect(() => setWords(asked), [asked]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk(words.trim());
  };
  return (
    <search className="max-sm:basis-full">
      <form onSubmit={submit}>
        <input
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onBlur={() => words.trim() !== asked && onAsk(words.trim())}
          maxLength={400}
          aria-label="Words of the question"
          placeholder="Words of the question"
          className="h-8 w-52 rounded-ui border border-line bg-raised px-2.5 text-13 placeholder:text-faint hover:border-line-strong focus-visible:outline-offset-0 max-sm:w-full"
        />
      </form>
    </search>
  );
}
