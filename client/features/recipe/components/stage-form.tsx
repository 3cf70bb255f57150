import type { StageConfig } from '../../../../shared/schemas/recipe.ts';
import type { StageName } from '../../../../shared/vocabulary/stages.ts';
import { Icon } from '../../../components/icons.tsx';
import { StageMark } from '../../../components/stage-mark.tsx';
import { stageName, stageSays } from '../../../lib/stages.ts';
import { isEqual, type Placed } from '../draft.ts';
import { SettingField } from './setting-field.tsx';

/** A stage with its settings, folded up while nothing of it is changed. */
export function StageForm({
  config,
  placed,
  beforeOf,
  faults,
  isOpen,
  onChange,
  onUp,
  onRemove,
}: {
  config: StageConfig;
  placed: readonly Placed[];
  beforeOf: (place: string) => unknown;
  faults: ReadonlyMap<string, string>;
  isOpen: boolean;
  onChange: (place: string, value: unknown) => void;
  /** Null where it can not stand earlier. */
  onUp: (() => void) | null;
  onRemove: ((stage: StageName) => void) | null;
}) {
  const { stage } = config;
  const changed = placed.filter(({ place, value }) => !isEqual(beforeOf(place), value)).length;
  const faulty = placed.filter(({ place }) => faults.has(place)).length;
  return (
    <details open={isOpen || undefined} className="group border-t border-line">
      <summary className="flex h-10 cursor-pointer list-none items-center gap-2 text-13 font-medium">
        <span className="text-muted transition-transform group-open:rotate-0 -rotate-90">
          <Icon name="down" size={12} />
        </span>
        <StageMark stage={stage} />
        {stageName(stage)}
        {'mode' in config && config.mode !== 'drop' && (
          <span className="font-normal text-muted">{config.mode}</span>
        )}
        <span className="ml-auto text-12 font-normal">
          {faulty > 0 ? (
            <span className="text-warn">{faulty} to mend</span>
          ) : changed > 0 ? (
            <span className="text-accent">{changed} changed</span>
          ) : null}
        </span>
      </summary>
      <div className="pb-3">
        <p className="pb-1 pl-3 text-12 text-muted">{stageSays(stage)}</p>
        {placed.map((one) => (
          <SettingField
            key={one.place}
            placed={one}
            before={beforeOf(one.place)}
            fault={faults.get(one.place)}
            onChange={onChange}
          />
        ))}
        {(onUp !== null || onRemove !== null) && (
          <div className="flex gap-1 pl-2">
            {onUp !== null && (
              <button type="button" className="quiet" onClick={onUp}>
                Ask it one stage earlier
              </button>
            )}
            {onRemove !== null && (
              <button type="button" className="quiet" onClick={() => onRemove(stage)}>
                Take it out
              </button>
            )}
          </div>
        )}
      </div>
    </details>
  );
}
