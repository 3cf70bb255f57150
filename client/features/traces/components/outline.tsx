import { OutlineFrame } from '../../../components/outline-frame.tsx';
import { PlainText } from '../../../components/plain-text.tsx';
import { counted } from '../../../lib/format.ts';
import type { Mark } from '../../../lib/outline.ts';
import { goTo } from '../../../lib/places.ts';

/** A place of the outline in one of the two texts. */
export interface Place extends Mark {
  field: 'thinking' | 'answer';
  /** Id of its element. */
  id: string;
  /** Offset in its text. */
  at: number;
}

/** One sign a kind, so that the eye finds second thoughts and the end. */
const SIGNS: Readonly<Record<Mark['kind'], { sign: string; says: string; className: string }>> = {
  heading: { sign: '§', says: 'Heading', className: 'font-medium text-ink' },
  step: { sign: '·', says: 'Step', className: '' },
  turn: { sign: '↺', says: 'Second thought', className: 'text-warn' },
  final: { sign: '■', says: 'Final answer', className: 'font-medium text-ink' },
};

/** What stands where: headings, steps, second thoughts and the final answer; beside the text, or folded over it. */
export function Outline({
  places,
  turns,
  thinkingName,
}: {
  places: readonly Place[];
  /** Second thoughts, listed or not. */
  turns: number;
  thinkingName: string;
}) {
  if (places.length === 0) return <div className="max-lg:hidden" />;
  const title = turns === 0 ? 'Outline' : `Outline, ${counted(turns, 'second thought')}`;
  return (
    <OutlineFrame title={title} heading="h3">
      <Places places={places} thinkingName={thinkingName} />
    </OutlineFrame>
  );
}

function Places({ places, thinkingName }: { places: readonly Place[]; thinkingName: string }) {
  return (['thinking', 'answer'] as const).map((field) => {
    const own = places.filter((place) => place.field === field);
    if (own.length === 0) return null;
    return (
      <section key={field} className="mb-3">
        <h4 className="py-1 text-12 text-muted">{field === 'thinking' ? thinkingName : 'Answer'}</h4>
        <ul>
          {own.map((place) => (
            <li key={`${place.id} ${place.kind}`}>
              <button
                type="button"
                onClick={() => goTo(place.id)}
                className={`flex min-h-6 w-full gap-2 rounded-ui px-1 py-0.5 text-left text-muted hover:bg-sunken hover:text-ink ${SIGNS[place.kind].className}`}
                title={`${SIGNS[place.kind].says}: ${place.label}`}
              >
                <span aria-hidden="true" className="w-3 shrink-0 text-center">
                  {SIGNS[place.kind].sign}
                </span>
                <span className="line-clamp-2 min-w-0 break-words">
                  <PlainText text={place.label} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
