import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { Icon } from '../components/icons.tsx';
import { Modal } from '../components/modal.tsx';
import { call } from '../lib/call.ts';
import { count, oneLine, when } from '../lib/format.ts';
import { runsQuery } from '../lib/queries/runs.ts';
import { addressOf, useChosenRun } from '../lib/urls.ts';
import { useRested } from '../lib/use-rested.ts';
import { fixedPlaces, type Place, placesFor } from './places.ts';

/** Questions that are offered at once. */
const QUESTIONS = 6;
/** How long what is typed rests before questions are looked for. Unit: milliseconds. */
const REST_MS = 150;

/** Goes anywhere by a few letters: pages, actions, runs, questions. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const places = usePlaces(asked);
  const navigate = useNavigate();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const chosen = Math.min(at, Math.max(0, places.length - 1));
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  const go = (place: Place | undefined): void => {
    if (place === undefined) return;
    onClose();
    void navigate(place.to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + places.length) % Math.max(1, places.length));
    else if (event.key === 'Enter') go(places[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal name="Go to" onClose={onClose} className="w-[36rem] overflow-hidden">
      <div className="flex max-h-[70vh] flex-col">
        <span className="relative flex border-b border-line">
          <span className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-muted">
            <Icon name="search" size={16} />
          </span>
          <input
            type="text"
            role="combobox"
            aria-label="Go to"
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-activedescendant={places.length === 0 ? undefined : `${id}-${chosen}`}
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            value={asked}
            placeholder="A page, an action, a run, words of a question"
            onChange={(event) => {
              setAsked(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
            className="h-12 w-full bg-transparent pr-4 pl-11 text-16 outline-none placeholder:text-faint"
          />
        </span>
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label="Places"
          className="min-h-0 overflow-y-auto p-1"
        >
          {places.map((place, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box above
            <div
              key={place.id}
              id={`${id}-${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === chosen}
              onClick={() => go(place)}
              onMouseMove={() => setAt(i)}
              className="flex h-9 cursor-pointer items-center gap-3 rounded-ui px-3 text-13 aria-selected:bg-accent-soft"
            >
              <span className="min-w-0 flex-1 truncate">{place.name}</span>
              <span className="shrink-0 text-12 text-muted">{place.kind}</span>
            </div>
          ))}
        </div>
        {places.length === 0 && <p className="px-4 py-6 text-13 text-muted">Nothing is called so.</p>}
      </div>
    </Modal>
  );
}

function usePlaces(asked: string): Place[] {
  const { param: run } = useChosenRun();
  const { data: runs } = useQuery(runsQuery());
  const words = useRested(asked.trim(), REST_MS);
  const { data: questions } = useQuery({
    queryKey: ['palette', words],
    queryFn: ({ signal }) => call('/questions', { query: { q: words, limit: QUESTIONS }, signal }),
    enabled: words.length >= 3,
  });
  const ofRuns = (runs?.items ?? []).map(
    (one): Place => ({
      id: one.runId,
      name: `${one.runId}: ${one.recipe}, seed ${one.seed}, ${count(one.selected)} selected`,
      kind: 'Run',
      more: when(one.createdAt),
      to: addressOf('/', { run: one.runId }),
    }),
  );
  const found = words === asked.trim() && words.length >= 3 ? (questions?.items ?? []) : [];
  const search: Place[] =
    asked.trim() === ''
      ? []
      : [
          {
            id: 'search',
            name: `Search the questions for “${asked.trim()}”`,
            kind: 'Search',
            more: '',
            to: addressOf('/pool', { run, q: asked.trim() }),
          },
        ];
  return [
    ...placesFor(asked, [...fixedPlaces(run), ...ofRuns]),
    ...search,
    ...found.map(
      ({ questionId, text }): Place => ({
        id: questionId,
        name: oneLine(text),
        kind: 'Question',
        more: '',
        to: addressOf(`/pool/${encodeURIComponent(questionId)}`, { run }),
      }),
    ),
  ];
}
