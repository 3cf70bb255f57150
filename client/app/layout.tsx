import { Outlet } from 'react-router';
import { Overlays } from './overlays.tsx';
import { Rail } from './rail.tsx';
import { ServerAway } from './server-away.tsx';
import { TopLine } from './top-line.tsx';

/** The frame around every section: rail, top line, content. */
export function Layout() {
  return (
    <div className="flex h-dvh flex-col-reverse sm:flex-row print:block print:h-auto">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-ui focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <Overlays />
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col print:block">
        <TopLine />
        <ServerAway />
        <main
          id="content"
          tabIndex={-1}
          className="min-h-0 flex-1 overflow-y-auto outline-none print:overflow-visible"
        >
          <Outlet />
        </main>
      </div>
    </div>
  );
}
