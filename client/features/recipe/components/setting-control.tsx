import { useEffect, useState } from 'react';
import { Icon } from '../../../components/icons.tsx';
import { type ControlProps, faultProps, INPUT } from '../control.ts';
import { NumberControl } from './number-control.tsx';

/** The control that fits a setting. */
export function SettingControl(props: ControlProps) {
  const { id, setting, value, fault, onChange } = props;
  const border = fault === undefined ? 'border-line' : 'border-warn';
  switch (setting.kind) {
    case 'number':
      return <NumberControl {...props} />;
    case 'choice':
      return (
        <span className="relative flex">
          <select
            id={id}
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
            className={`${INPUT} w-full appearance-none pr-7 ${border}`}
            {...faultProps(id, fault)}
          >
            {setting.byDefault === undefined && <option value="">not set</option>}
            {setting.words.map((word) => (
              <option key={word} value={word}>
                {word}
              </option>
            ))}
          </select>
          <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted">
            <Icon name="down" size={12} />
          </span>
        </span>
      );
    case 'yes-no':
      return (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          className="size-4 accent-accent"
        />
      );
    case 'choices':
      return <Choices {...props} />;
    case 'text':
      return (
        <input
          id={id}
          type="text"
          spellCheck={false}
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
          className={`${INPUT} w-full ${border} font-mono`}
          {...faultProps(id, fault)}
        />
      );
    default:
      return <Typed {...props} />;
  }
}

/** Some of a closed list. */
function Choices({ id, setting, value, onChange }: ControlProps) {
  const chosen = Array.isArray(value) ? value : [];
  return (
    <fieldset id={id} className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="sr-only">{setting.label}</legend>
      {setting.words.map((word) => (
        <label key={word} className="flex min-h-6 items-center gap-1.5 text-13">
          <input
            type="checkbox"
            checked={chosen.includes(word)}
            onChange={(event) =>
              onChange(
                setting.words.filter((one) => (one === word ? event.target.checked : chosen.includes(one))),
              )
            }
            className="size-3.5 accent-accent"
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}

/** A list of words, or a JSON object: typed as text, and taken once it can be read. */
function Typed({ id, setting, value, fault, onChange }: ControlProps) {
  const isWords = setting.kind === 'words';
  const told = isWords ? (Array.isArray(value) ? value.join(', ') : '') : JSON.stringify(value ?? {});
  const [text, setText] = useState(told);
  const [said, setSaid] = useState(told);
  useEffect(() => {
    if (told !== said) {
      setText(told);
      setSaid(told);
    }
  }, [told, said]);
  const type = (next: string): void => {
    setText(next);
    const read = isWords ? wordsIn(next) : objectIn(next);
    const again = isWords ? wordsIn(next).join(', ') : JSON.stringify(read ?? {});
    setSaid(again);
    onChange(read);
  };
  return (
    <input
      id={id}
      type="text"
      spellCheck={false}
      autoComplete="off"
      value={text}
      placeholder={isWords ? 'none' : '{}'}
      onChange={(event) => type(event.target.value)}
      className={`${INPUT} w-full ${fault === undefined ? 'border-line' : 'border-warn'} ${isWords ? '' : 'font-mono'}`}
      {...faultProps(id, fault)}
    />
  );
}

const wordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

function objectIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // no object, so its fault is told
  }
}
