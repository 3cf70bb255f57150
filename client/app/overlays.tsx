import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'react-router';
import { useKeys } from '../lib/use-keys.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }));

/** What opens over any page by a key: the palette, and what each key does. Their code comes with the first use. */
export function Overlays() {
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  const { pathname } = useLocation();
  const hasKeysOfItsOwn = pathname === '/review';
  useKeys({
    'mod+k': () => setOpen('palette'),
    ...(hasKeysOfItsOwn ? {} : { '?': () => setOpen('keys') }),
  });
  const close = (): void => setOpen(null);
  return (
    <Suspense>
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'keys' && <KeySheet onClose={close} />}
    </Suspense>
  );
}
