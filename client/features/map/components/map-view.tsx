import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Outlet, useNavigate, useParams, useSearchParams } from 'react-router';
import { addressOf } from '../../../lib/urls.ts';
import { useKeys } from '../../../lib/use-keys.ts';
import { toggleAllTables } from '../../../lib/use-tables.ts';
import { mapPointQuery } from '../api/map.ts';
import { classesOf } from '../classes.ts';
import { pixelColour, useTheme } from '../colours.ts';
import type { Columns } from '../columns.ts';
import { failsOf, MAP_FILTERS, meantCount } from '../filter.ts';
import { headlineOf } from '../headline.ts';
import { domainLabels } from '../labels.ts';
import { nearestPoint } from '../nearest.ts';
import type { Tool } from '../use-gestures.ts';
import { useMapState } from '../use-map-state.ts';
import { type View, viewText } from '../view.ts';
import { MapPicture } from './map-picture.tsx';
import { MapTools } from './map-tools.tsx';
import { Panels } from './panels.tsx';

/** The map with its tools and the charts beside it; all of them narrow the same questions. */
export function MapView({
  runId,
  points,
  columns,
}: {
  runId: string;
  points: Uint16Array;
  columns: Columns;
}) {
  const state = useMapState();
  const { filter, by } = state;
  const [tool, setTool] = useState<Tool>('move');
  const [first] = useState(state.at);
  const { id: openId } = useParams();
  const fails = useMemo(() => failsOf(columns, points, filter), [columns, points, filter]);
  const classes = useMemo(() => classesOf(columns, by, fails), [columns, by, fails]);
  const meant = useMemo(() => meantCount(fails), [fails]);
  const labels = useMemo(() => domainLabels(columns, points), [columns, points]);
  const nearest = useMemo(() => nearestPoint(points), [points]);
  const theme = useTheme();
  const hues = classes.kinds.map(({ colour }) => colour).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a theme gives the same names other colours
  const paints = useMemo(
    () => ({
      colours: hues.split(' ').map(pixelColour),
      grey: pixelColour('var(--behind)'),
      ground: pixelColour('var(--paper)'),
    }),
    [hues, theme],
  );
  const scene = useMemo(
    () => ({ points, of: classes.of, fails, top: classes.top, ...paints }),
    [points, classes.of, classes.top, fails, paints],
  );
  const isFiltered = MAP_FILTERS.some((name) => filter[name] !== undefined);
  const { context, open } = useOpening(runId, columns);
  return (
    <div className="flex min-h-full flex-col lg:h-full">
      <title>Map · Winnow</title>
      <header className="flex flex-col gap-3 px-4 pt-8 pb-3 max-sm:pt-6 lg:px-8">
        <h1 className="headline" aria-live="polite">
          {headlineOf(columns.size, meant, isFiltered)}
        </h1>
        <MapTools runId={runId} state={state} columns={columns} tool={tool} onTool={setTool} meant={meant} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col border-t border-line lg:flex-row">
        <div className="flex h-[64dvh] min-h-72 lg:h-auto lg:min-w-0 lg:flex-1">
          <MapPicture
            scene={scene}
            labels={labels}
            area={filter.area}
            at={first}
            tool={tool}
            nearest={nearest}
            runId={runId}
            meant={meant}
            onArea={(area) => state.set({ area })}
            onView={state.look}
            onOpen={open}
          />
        </div>
        <Panels columns={columns} fails={fails} classes={classes} state={state} />
      </div>
      {openId !== undefined && <Outlet context={context} />}
    </div>
  );
}

/** The drawer of a question over the map; its address keeps what the map shows. */
function useOpening(runId: string, columns: Columns) {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [isRaw, setRaw] = useState(false);
  const [ids, setIds] = useState<readonly string[]>([]);
  const toggleRaw = useCallback(() => setRaw((raw) => !raw), []);
  useKeys({ r: toggleRaw, t: toggleAllTables });
  const context = useMemo(() => {
    const params = Object.fromEntries(search);
    const hrefOf = (id: string) => addressOf(`/map/${encodeURIComponent(id)}`, params);
    return {
      runId,
      ids,
      titles: new Map(columns.domains.map(({ name, title }) => [name, title ?? name])),
      isRaw,
      toggleRaw,
      hrefOf,
      open: (id: string) => void navigate(hrefOf(id), { replace: true }),
      close: () => void navigate(addressOf('/map', params)),
    };
  }, [search, navigate, runId, columns, isRaw, toggleRaw, ids]);
  const open = (point: number, view: View): void => {
    void client.ensureQueryData(mapPointQuery(runId, point)).then(({ questionId }) => {
      setIds((before) => (before.includes(questionId) ? before : [...before, questionId]));
      const params = Object.fromEntries(new URLSearchParams(window.location.search));
      void navigate(addressOf(`/map/${encodeURIComponent(questionId)}`, { ...params, at: viewText(view) }));
    });
  };
  return { context, open };
}
