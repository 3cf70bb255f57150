import type { Signals } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import { SIGNAL_ORIGINS } from '../../../../shared/vocabulary/signals.ts';
import { type Fact, Facts } from '../../../components/facts.tsx';
import { Part } from '../../../components/part.tsx';
import { counted } from '../../../lib/format.ts';

/** What was measured about a question, and where each value was taken from. */
export function SignalsView({
  life,
  signals,
  titles,
}: {
  life: QuestionLife;
  signals: Signals;
  titles: ReadonlyMap<string, string>;
}) {
  const { domain, domainFrom, domainConfidence, length, lengthFrom, difficulty, difficultyFrom } = signals;
  const measured: Fact[] = [
    ['Domain', titles.get(domain) ?? domain, `${SIGNAL_ORIGINS[domainFrom]}${sure(domainConfidence)}`],
    ['Length', counted(length, 'token'), SIGNAL_ORIGINS[lengthFrom]],
    [
      'Difficulty',
      difficulty === null ? 'not known' : difficulty.toFixed(2),
      difficulty === null ? undefined : SIGNAL_ORIGINS[difficultyFrom],
    ],
    ...life.attempts.map(
      ({ model, verdict, answer }): Fact => [
        `Attempt of ${model}`,
        verdict ?? 'not graded',
        answer === null ? undefined : `answered ${answer.slice(0, 60)}`,
      ],
    ),
    ...life.signals.map(({ name, value }): Fact => [name, value.slice(0, 200), 'imported']),
  ];
  return (
    <Part title="Signals">
      <Facts facts={measured} />
    </Part>
  );
}

const sure = (confidence: number | undefined): string =>
  confidence === undefined ? '' : `, ${Math.round(100 * confidence)} % sure`;
