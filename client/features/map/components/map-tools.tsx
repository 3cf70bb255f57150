import { Link, useSearchParams } from 'react-router';
import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Picker } from '../../../components/picker.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { count, sentence } from '../../../lib/format.ts';
import { isStage, reasonName, stageName } from '../../../lib/stages.ts';
import { addressOf } from '../../../lib/urls.ts';
import { COLOURINGS } from '../classes.ts';
import type { Columns } from '../columns.ts';
import { decisionsCommand } from '../commands.ts';
import { MAP_FILTERS, type MapFilter } from '../filter.ts';
import type { Tool } from '../use-gestures.ts';
import { NO_FILTER, type useMapState } from '../use-map-state.ts';

/** What is shown how, what is left out, and where the questions that are meant can be read. */
export function MapTools({
  runId,
  state: { filter, by, set, colour },
  columns,
  tool,
  onTool,
  meant,
}: {
  runId: string;
  state: ReturnType<typeof useMapState>;
  columns: Columns;
  tool: Tool;
  onTool: (tool: Tool) => void;
  meant: number;
}) {
  const [search] = useSearchParams();
  const chips = MAP_FILTERS.filter((name) => filter[name] !== undefined);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Segmented name="colour" label="Colour by" value={by} options={COLOURINGS} onChange={colour} />
        <Segmented
          name="tool"
          label="Dragging"
          value={tool}
          options={[
            { value: 'move', label: 'Move' },
            { value: 'lasso', label: 'Lasso' },
          ]}
          onChange={onTool}
        />
        <Any
          what="domain"
          value={filter.domain}
          options={columns.domains.map(({ name, title }) => [name, title ?? name])}
          onChange={(domain) => set({ domain })}
        />
        <Any
          what="source"
          value={filter.source}
          options={columns.sources.map((source) => [source, source])}
          onChange={(source) => set({ source })}
        />
      </div>
      {chips.length === 0 ? (
        <p className="flex min-h-8 items-center text-13 text-muted">
          Draw a lasso, press a colour, or drag over a chart: what is left out turns grey.
        </p>
      ) : (
        <div className="flex min-h-8 flex-wrap items-center gap-2">
          {chips.map((name) => (
            <button
              key={name}
              type="button"
              className="control max-w-64"
              aria-label={`Without: ${sayFilter(name, filter, columns)}`}
              onClick={() => set({ [name]: undefined })}
            >
              <span className="truncate">{sayFilter(name, filter, columns)}</span>
              <Icon name="close" size={12} />
            </button>
          ))}
          <button type="button" className="quiet" onClick={() => set(NO_FILTER)}>
            Clear all
          </button>
          <Link
            to={addressOf('/pool', { ...filter, run: search.get('run') ?? undefined })}
            className="text-link px-1 text-13"
          >
            Read {meant === 1 ? 'it' : `these ${count(meant)}`} in the pool
          </Link>
          <details className="text-13">
            <summary className="cursor-pointer px-1 text-muted hover:text-ink">As a command</summary>
            <div className="mt-1 max-w-full">
              <CommandLine command={winnowCommand(decisionsCommand(runId, filter))} />
            </div>
          </details>
        </div>
      )}
    </>
  );
}

/** One value of a column, or any. */
function Any({
  what,
  value,
  options,
  onChange,
}: {
  what: string;
  value: string | undefined;
  options: readonly (readonly [value: string, says: string])[];
  onChange: (value: string | undefined) => void;
}) {
  return (
    <Picker label={sentence(what)} value={value ?? ''} onChange={(next) => onChange(next || undefined)}>
      <option value="">Any {what}</option>
      {[...options]
        .sort(([, a], [, b]) => (a < b ? -1 : 1))
        .map(([one, says]) => (
          <option key={one} value={one}>
            {says}
          </option>
        ))}
    </Picker>
  );
}

function sayFilter(name: keyof MapFilter, filter: MapFilter, columns: Columns): string {
  const value = filter[name] ?? '';
  if (name === 'area') return 'In the area';
  if (name === 'kept') return value === 'true' ? 'Selected' : 'Not selected';
  if (name === 'length')
    return `${value
      .split('-')
      .map((n) => count(Number(n)))
      .join(' to ')} tokens`;
  if (name === 'difficulty') return `Difficulty ${value.replace('-', ' to ')}`;
  if (name === 'stage') return isStage(value) ? `At ${stageName(value).toLowerCase()}` : value;
  if (name === 'reason') return reasonName(value);
  if (name === 'domain') return columns.domains.find((domain) => domain.name === value)?.title ?? value;
  return value;
}
