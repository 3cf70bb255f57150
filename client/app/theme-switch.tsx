import { Icon, type IconName } from '../components/icons.tsx';
import { setTheme, THEMES, type Theme, useTheme } from '../lib/appearance.ts';

const ICONS: Readonly<Record<Theme, IconName>> = { system: 'screen', light: 'sun', dark: 'moon' };

/** Light, dark, or as the system has it, one after the other. */
export function ThemeSwitch() {
  const theme = useTheme();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      onClick={() => setTheme(next)}
      className="flex h-8 items-center gap-2.5 rounded-ui px-2 text-13 text-muted hover:bg-line/50 hover:text-ink max-lg:justify-center"
      title={`Theme: ${theme}; switch to ${next}`}
    >
      <Icon name={ICONS[theme]} />
      <span className="max-lg:sr-only">Theme: {theme}</span>
    </button>
  );
}
