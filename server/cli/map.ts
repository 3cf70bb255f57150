import { join } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { cacheFolder } from '../runs/facts/cache-folder.ts';
import { findRun } from '../runs/find.ts';
import { MAPS } from '../runs/map/kept.ts';
import { type LaidOut, layOutMap } from '../runs/map/lay-out.ts';
import type { CliContext } from './frame.ts';
import { newFile } from './new-file.ts';
import { secondsText } from './text.ts';

interface Options {
  run: string;
  out?: string;
}

/** `map`: where the questions of a run lie in the plane, similar ones together. */
export function register(program: Command, context: CliContext): void {
  program
    .command('map')
    .description('lay out the questions of a run in the plane, similar texts together')
    .option('--run <run>', 'a run, or latest', 'latest')
    .option('--out <file>', 'a new file for a JSON line with id, x and y of each question')
    .addHelpText('after', '\nExample\n  winnow map --run latest --out map.jsonl')
    .action(async ({ run: id, out }: Options) => {
      const workspace = context.workspace();
      const run = findRun(workspace, id);
      const file = out === undefined ? null : newFile(out, `${context.pid}`);
      file?.check();
      const start = context.clock();
      const map = await layOutMap(workspace, run, {
        cache: cacheFolder(join(workspace.dir, ...MAPS), `${context.pid}`, context.now),
        progress: context.out.progress,
        signal: context.signal,
      });
      const written = file?.write(linesOf(map)) ?? null;
      const told = {
        runId: run.report.runId,
        poolSha256: run.report.poolSha256,
        questions: map.ids.length,
        wasThere: map.wasThere,
        seconds: (context.clock() - start) / 1000,
        ...(written === null ? {} : { file: { path: out, ...written } }),
      };
      context.out.result(told, () =>
        [
          map.wasThere
            ? `The map of the ${counted(told.questions, 'question')} of ${told.runId} was there already.`
            : `Laid out ${counted(told.questions, 'question')} of ${told.runId} in ${secondsText(told.seconds)}.`,
          written === null ? 'The workbench shows it under Map.' : `Written to ${out}.`,
        ].join('\n'),
      );
    });
}

function* linesOf({ ids, points }: LaidOut): Generator<string> {
  for (const [i, questionId] of ids.entries())
    yield `${JSON.stringify({ questionId, x: points[2 * i], y: points[2 * i + 1] })}\n`;
}
