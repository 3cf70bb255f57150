import { CommandLine, winnowCommand } from '../../../components/command-line.tsx';
import { ABLATION } from '../series.ts';

/** Which of the six recipes were evaluated, and how the others are. */
export function Ablation({ evaluated }: { evaluated: ReadonlySet<string> }) {
  const open = ABLATION.filter((name) => !evaluated.has(name));
  const [next] = open;
  return (
    <section aria-labelledby="ablation" className="max-w-[75ch]">
      <h2 id="ablation" className="text-16 leading-head font-semibold">
        {open.length === 0
          ? 'All six recipes of the ablation were evaluated'
          : `${ABLATION.length - open.length} of the six recipes of the ablation were evaluated`}
      </h2>
      <p className="mt-1 text-13 text-muted">
        The ablation of s1 asks what quality, difficulty and diversity are each good for: one model trained on
        a release of each recipe, all of them over the same pool and traces, all asked the same.
        {open.length > 0 && ` Open: ${open.join(', ')}.`}
      </p>
      {next !== undefined && (
        <ol className="mt-3 flex flex-col items-start gap-2">
          {commandsFor(next).map((command) => (
            <li key={command} className="max-w-full">
              <CommandLine command={command} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** From a recipe to its line in the picture. */
export const commandsFor = (recipe: string): string[] => [
  winnowCommand(`run --recipe ${recipe} --n ${recipe === 'full' ? 'all' : '1000'}`),
  winnowCommand(`release --run latest --policy internal --out out/${recipe}`),
  `MODEL=Qwen/Qwen2.5-7B-Instruct OUT=student-${recipe} bash out/${recipe}/training/run.sh`,
  winnowCommand(`trained student-${recipe}/winnow-metrics.jsonl --model student-${recipe} --by YOU`),
  winnowCommand(
    `evaluate --model student-${recipe} --endpoint http://127.0.0.1:8000/v1 --budget 1000 --budget 4000 --wait 0 --wait 2`,
  ),
];
