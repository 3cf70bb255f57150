import { PlainText } from '../../../components/plain-text.tsx';

/** Evidence of whatever shape: names and values, a line each; what has parts of its own as JSON. */
export function Evidence({ of }: { of: unknown }) {
  if (typeof of !== 'object' || of === null) return null;
  const told = Object.entries(of).filter(([, value]) => value !== null && value !== undefined);
  if (told.length === 0) return <span className="text-faint">–</span>;
  return (
    <ul className="min-w-40 text-12">
      {told.map(([name, value]) => (
        <li key={name} className="break-words">
          <span className="text-muted">{name.replaceAll('_', ' ')} </span>
          <PlainText text={shown(value)} />
        </li>
      ))}
    </ul>
  );
}

const LONGEST = 240;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()} …` : text;
}
