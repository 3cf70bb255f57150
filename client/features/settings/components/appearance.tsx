import type { ReactNode } from 'react';
import { Segmented } from '../../../components/segmented.tsx';
import { setDensity, setTheme, useDensity, useTheme } from '../../../lib/appearance.ts';

/** Theme and density, kept in this browser. */
export function Appearance() {
  const theme = useTheme();
  const density = useDensity();
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
      <Choice name="Theme">
        <Segmented
          name="theme"
          label="Theme"
          value={theme}
          options={[
            { value: 'system', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
          onChange={setTheme}
        />
      </Choice>
      <Choice name="Rows of tables">
        <Segmented
          name="density"
          label="Rows of tables"
          value={density}
          options={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'dense', label: 'Dense' },
          ]}
          onChange={setDensity}
        />
      </Choice>
      <p className="basis-full text-12 text-muted">Kept in this browser.</p>
    </div>
  );
}

function Choice({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden="true" className="text-13 text-muted">
        {name}
      </span>
      {children}
    </div>
  );
}
