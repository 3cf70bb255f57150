import type { Draw, Person } from './draw.ts';

/**
 * The question with a sentence around it that says where it comes from, as questions of collections have it.
 * Used where a template would otherwise repeat itself with other numbers only.
 */
export function dressed(d: Draw, question: string): string {
  const [{ name: one }, { name: two }] = d.people(2) as [Person, Person];
  const [town, club, place] = [d.word('towns'), d.word('clubs'), d.word('places')];
  const before = (sentence: string) => `${sentence} ${question}`;
  const after = (sentence: string) => `${question} ${sentence}`;
  switch (d.int(0, 11)) {
    case 0:
      return before(`${one} from ${town} asks for help with this exercise.`);
    case 1:
      return before(`The ${club} of ${town} set the following question in its quiz.`);
    case 2:
      return before(`On ${d.word('weekdays')} evening ${one} and ${two} argued about this problem.`);
    case 3:
      return before(`A worksheet from the ${place} in ${town} contains this task.`);
    case 4:
      return before(`${one}, who teaches ${d.word('subjects')} in ${town}, begins a lesson with this.`);
    case 5:
      return before(`Waiting for the train to ${town}, ${one} and ${two} passed the time with this.`);
    case 6:
      return before(`For the entrance test of the ${club}, ${one} proposed the following.`);
    case 7:
      return before(`The ${d.word('trades')} of ${d.word('streets')} in ${town} wrote this on a board.`);
    case 8:
      return after(`(Proposed by ${one} and ${two}, ${town}.)`);
    case 9:
      return after(`Explain it so that ${one}, a ${d.word('trades')} from ${town}, can follow.`);
    case 10:
      return after(`(From a competition of the ${club}, ${town}, round ${d.int(1, 12)}.)`);
    default:
      return after(`${one} of the ${club} needs the exact result by ${d.word('weekdays')}.`);
  }
}
