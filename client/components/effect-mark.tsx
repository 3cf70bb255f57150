import type { Effect } from '../../shared/vocabulary/flags.ts';
import { ShapeMark } from './shape-mark.tsx';

const SHAPES: Readonly<Record<Effect, string>> = {
  block: 'M3.7 0.6h4.6l3.1 3.1v4.6l-3.1 3.1H3.7L0.6 8.3V3.7zM3 5.1v1.8h6V5.1z',
  attest: 'M6 0.8L11.2 6 6 11.2 0.8 6zM6 3.2L3.2 6 6 8.8z',
  inform: 'M6 1a5 5 0 1 0 0 10A5 5 0 0 0 6 1zM6 2.3a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4z',
};

const COLOURS: Readonly<Record<Effect, string>> = {
  block: 'var(--stage-overlap)',
  attest: 'var(--stage-quality)',
  inform: 'var(--stage-diversity)',
};

/** What a policy makes of a flag, by shape and hue; its name stands beside it, or is read out. */
export function EffectMark({ effect, isNamed = false }: { effect: Effect; isNamed?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <ShapeMark shape={SHAPES[effect]} colour={COLOURS[effect]} />
      {isNamed && effect}
    </span>
  );
}
