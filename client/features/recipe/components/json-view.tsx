import { useEffect, useId, useState } from 'react';
import type { Recipe } from '../../../../shared/schemas/recipe.ts';
import { recipeIn } from '../address.ts';
import { isEqual } from '../draft.ts';

/** The recipe as its file would hold it. What is typed moves the form as soon as it can be read. */
export function JsonView({ recipe, onRecipe }: { recipe: Recipe; onRecipe: (recipe: Recipe) => void }) {
  const id = useId();
  const [text, setText] = useState(() => told(recipe));
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    setText((before) => {
      if (isEqual(recipeIn(before), recipe)) return before; // it says the same: what a person typed stays as it is
      setFault(null);
      return told(recipe);
    });
  }, [recipe]);
  const type = (next: string): void => {
    setText(next);
    const read = recipeIn(next);
    setFault(read === null ? faultIn(next) : null);
    if (read !== null) onRecipe(read);
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-12 font-medium text-muted">
        Recipe as JSON
      </label>
      <textarea
        id={id}
        value={text}
        spellCheck={false}
        rows={34}
        onChange={(event) => type(event.target.value)}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        className={`w-full rounded-ui border bg-raised p-2.5 font-mono text-12 leading-text ${fault === null ? 'border-line' : 'border-warn'}`}
      />
      {fault !== null && (
        <p id={`${id}-fault`} className="text-12 text-warn">
          {fault}
        </p>
      )}
    </div>
  );
}

const told = (recipe: Recipe): string => JSON.stringify(recipe, null, 2);

function faultIn(text: string): string {
  try {
    JSON.parse(text);
    return 'A recipe is an object with a list of stages, each with its name: {"stages": [{"stage": "diversity"}]}.';
  } catch (cause) {
    return `This is not JSON yet: ${(cause as Error).message}.`;
  }
}
