import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Decision } from '../../../../shared/schemas/decision.ts';
import type { QuestionLife } from '../../../../shared/schemas/question-life.ts';
import type { PoolContext } from '../context.ts';
import { differing, numberOf } from '../evidence.ts';
import { Beside } from './beside.tsx';

/** The question that stays in the place of this one, beside it, with the words in which they differ marked. */
export function DuplicateEvidence({
  life,
  kept,
  decision: { evidence },
  pool,
}: {
  life: QuestionLife;
  kept: NonNullable<QuestionLife['keptQuestion']>;
  decision: Decision;
  pool: PoolContext;
}) {
  const { question } = life.question;
  const differ = useMemo(() => differing(question, kept.question), [question, kept.question]);
  const similarity = numberOf(evidence, 'similarity');
  const name = String(evidence.keptExternalId ?? kept.questionId);
  return (
    <div className="mt-2 flex flex-col gap-3 text-13">
      <p>
        The one that stays is{' '}
        <Link className="text-link" to={pool.hrefOf(kept.questionId)}>
          {name}
        </Link>{' '}
        of {kept.source}.
        {similarity !== null && ` They are similar by ${similarity.toFixed(2)}, where 1 is alike.`}
        {question === kept.question && ' Their texts are the same.'}
      </p>
      {question !== kept.question && (
        <Beside
          sides={[
            { name: 'This question', text: question, spans: differ.gone },
            { name: `${name}, which stays`, text: kept.question, spans: differ.fresh },
          ]}
        />
      )}
    </div>
  );
}
