import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { NavLink } from 'react-router';
import { Icon, type IconName } from '../components/icons.tsx';
import { count } from '../lib/format.ts';
import { runQuery } from '../lib/queries/runs.ts';
import { workspaceQuery } from '../lib/queries/workspace.ts';
import { addressOf, useChosenRun } from '../lib/urls.ts';
import { useMedia } from '../lib/use-media.ts';
import { ThemeSwitch } from './theme-switch.tsx';

interface Section {
  to: string;
  name: string;
  /** Where there is little room: eight of them stand beside each other on a phone. */
  short?: string;
  icon: IconName;
  /** Its one living number, and what it counts. */
  number?: number | undefined;
  counts?: string;
}

/** The path in order. Wide: names and numbers; narrower: icons; on a phone: a bar at the foot. */
export function Rail() {
  const { run, param } = useChosenRun();
  const { data: workspace } = useQuery(workspaceQuery());
  const { data: chosen } = useQuery({ ...runQuery(run), enabled: workspace?.latestRun != null });
  const sections: Section[] = [
    {
      ...{ to: '/', name: 'Overview', short: 'Home', icon: 'overview' },
      ...{ number: chosen?.selected, counts: 'selected' },
    },
    { to: '/pool', name: 'Pool', icon: 'pool', number: workspace?.questions, counts: 'questions' },
    { to: '/recipe', name: 'Recipe', icon: 'recipe' },
    { to: '/traces', name: 'Traces', icon: 'traces', number: workspace?.traces, counts: 'usable' },
    { to: '/review', name: 'Review', icon: 'review' },
    { to: '/compliance', name: 'Compliance', short: 'Comply', icon: 'compliance' },
    {
      ...{ to: '/releases', name: 'Releases', short: 'Release', icon: 'releases' },
      ...{ number: workspace?.releases, counts: 'written' },
    },
    { to: '/audit', name: 'Audit', icon: 'audit' },
  ];
  return (
    <nav
      aria-label="Sections"
      className="flex shrink-0 border-line bg-sunken print:hidden max-sm:border-t sm:w-14 sm:flex-col sm:border-r lg:w-50"
    >
      <p className="hidden h-12 items-center gap-2.5 px-5 sm:flex max-lg:justify-center max-lg:px-0">
        <Wordmark />
        <span className="text-16 font-semibold tracking-tight max-lg:sr-only">Winnow</span>
      </p>
      <Tooltip.Provider delayDuration={300}>
        <ul className="flex flex-1 gap-0.5 max-sm:justify-around sm:flex-col sm:px-2 sm:py-1">
          {sections.map((section) => (
            <li key={section.to} className="max-sm:min-w-0 max-sm:flex-1">
              <SectionLink section={section} search={{ run: param }} />
            </li>
          ))}
        </ul>
      </Tooltip.Provider>
      <div className="hidden flex-col gap-2 px-3 py-3 sm:flex max-lg:px-1.5">
        <NavLink
          to={addressOf('/settings', { run: param })}
          className="flex h-8 items-center gap-2.5 rounded-ui px-2 text-13 text-muted hover:bg-line/50 hover:text-ink aria-[current=page]:text-ink max-lg:justify-center"
          title="Settings"
        >
          <Icon name="settings" />
          <span className="max-lg:sr-only">Settings</span>
        </NavLink>
        <ThemeSwitch />
        {workspace && <p className="px-2 text-12 text-faint max-lg:sr-only">Winnow {workspace.version}</p>}
      </div>
    </nav>
  );
}

function SectionLink({ section, search }: { section: Section; search: Record<string, string | undefined> }) {
  const isFolded = useMedia('(min-width: 640px) and (max-width: 1099.9px)');
  const { name, short = name, number, counts } = section;
  const link = (
    <NavLink
      to={addressOf(section.to, search)}
      end={section.to === '/'}
      className="group flex items-center gap-2.5 rounded-ui text-muted hover:text-ink aria-[current=page]:text-ink max-sm:flex-col max-sm:gap-0.5 max-sm:py-2 max-sm:text-12 max-sm:tracking-tight sm:h-9 sm:px-3 sm:hover:bg-line/50 sm:aria-[current=page]:bg-line/70 sm:aria-[current=page]:font-medium max-lg:sm:justify-center max-lg:sm:px-0"
    >
      <span className="group-aria-[current=page]:text-accent">
        <Icon name={section.icon} />
      </span>
      <span className="sm:hidden">{short}</span>
      <span className={isFolded ? 'sr-only' : 'max-sm:hidden'}>{name}</span>
      {number !== undefined && (
        <span className="ml-auto text-12 font-normal text-muted tabular-nums max-lg:sr-only">
          {count(number)} <span className="sr-only">{counts}</span>
        </span>
      )}
    </NavLink>
  );
  if (!isFolded) return link;
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{link}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          side="right"
          sideOffset={8}
          className="fade-in z-40 rounded-ui bg-ink px-2 py-1 text-12 text-paper"
        >
          {name}
          {number !== undefined && ` · ${count(number)} ${counts}`}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

function Wordmark() {
  return (
    <svg width="18" height="18" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0 text-accent">
      <path
        d="M1.5 3h13M4 6.6h8M6 10.2h4M7.3 13.6h1.4"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
