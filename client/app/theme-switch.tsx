import { useState } from 'react';
import { Icon, type IconName } from '../components/icons.tsx';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];
const ICONS: Readonly<Record<Theme, IconName>> = { system: 'screen', light: 'sun', dark: 'moon' };

/** Light, dark, or as the system has it; kept in this browser, and put in place by public/theme.js. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(current);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const choose = (): void => {
    apply(next);
    setTheme(next);
  };
  return (
    <button
      type="button"
      onClick={choose}
      className="flex h-8 items-center gap-2.5 rounded-ui px-2 text-13 text-muted hover:bg-line/50 hover:text-ink max-lg:justify-center"
      title={`Theme: ${theme}; switch to ${next}`}
    >
      <Icon name={ICONS[theme]} />
      <span className="max-lg:sr-only">
        <span className="sr-only">Theme: </span>
        {theme === 'system' ? 'As the system' : theme === 'light' ? 'Light' : 'Dark'}
      </span>
    </button>
  );
}

function current(): Theme {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : 'system';
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage is closed to us: the choice holds for this page.
  }
}
