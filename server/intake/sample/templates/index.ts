import type { Template } from '../template.ts';
import { analysis } from './analysis.ts';
import { arrangements } from './arrangements.ts';
import { byLaws } from './by-laws.ts';
import { chemistry } from './chemistry.ts';
import { codes } from './codes.ts';
import { complex } from './complex.ts';
import { computing } from './computing.ts';
import { contestMixed } from './contest-mixed.ts';
import { contestNumbers } from './contest-numbers.ts';
import { contracts } from './contracts.ts';
import { counting } from './counting.ts';
import { curves } from './curves.ts';
import { divisors } from './divisors.ts';
import { dynamics } from './dynamics.ts';
import { equations } from './equations.ts';
import { estimation } from './estimation.ts';
import { expansions } from './expansions.ts';
import { functionalAnalysis } from './functional-analysis.ts';
import { games } from './games.ts';
import { geometry } from './geometry.ts';
import { graphs } from './graphs.ts';
import { groupActions } from './group-actions.ts';
import { groups } from './groups.ts';
import { harmonicTemplates } from './harmonic.ts';
import { islanders } from './islanders.ts';
import { life } from './life.ts';
import { linear } from './linear.ts';
import { linearSystems } from './linear-systems.ts';
import { logic } from './logic.ts';
import { measure } from './measure.ts';
import { mechanics } from './mechanics.ts';
import { modernPhysics } from './modern-physics.ts';
import { nature } from './nature.ts';
import { numberTheory } from './number-theory.ts';
import { numerics } from './numerics.ts';
import { operations } from './operations.ts';
import { orderings } from './orderings.ts';
import { physics } from './physics.ts';
import { planning } from './planning.ts';
import { powersAndRoots } from './powers-and-roots.ts';
import { probability } from './probability.ts';
import { programValues } from './program-values.ts';
import { programs } from './programs.ts';
import { proofs } from './proofs.ts';
import { proofsByCounting } from './proofs-by-counting.ts';
import { proofsOfAnalysis } from './proofs-of-analysis.ts';
import { randomProcesses } from './random-processes.ts';
import { recurrences } from './recurrences.ts';
import { recursions } from './recursions.ts';
import { residues } from './residues.ts';
import { rings } from './rings.ts';
import { roadMaps } from './road-maps.ts';
import { rules } from './rules.ts';
import { selections } from './selections.ts';
import { series } from './series.ts';
import { setsAndDays } from './sets-and-days.ts';
import { shapes } from './shapes.ts';
import { solutionsAndGases } from './solutions-and-gases.ts';
import { specialFunctions } from './special-functions.ts';
import { statistics } from './statistics.ts';
import { stories } from './stories.ts';
import { storiesOfMeasure } from './stories-of-measure.ts';
import { storiesOfMoney } from './stories-of-money.ts';
import { storiesOfTravel } from './stories-of-travel.ts';
import { topology } from './topology.ts';
import { transforms } from './transforms.ts';
import { triangles } from './triangles.ts';
import { wavesTemplates } from './waves.ts';

/** All templates by family; the plan says which source draws from which. */
export const FAMILIES: Readonly<Record<string, readonly Template[]>> = {
  analysis: [...analysis, ...measure],
  chemistry: [...chemistry, ...solutionsAndGases],
  complex: [...complex, ...harmonicTemplates, ...specialFunctions],
  computing: computing,
  contest: [...contestNumbers, ...contestMixed],
  counting: [...counting, ...arrangements],
  equations: [...equations, ...dynamics],
  games: games,
  geometry: [...geometry, ...triangles],
  graphs: [...graphs, ...roadMaps],
  groups: [...groups, ...groupActions],
  life: [...life, ...codes],
  linear: [...linear, ...linearSystems],
  logic: [...islanders, ...orderings, ...logic, ...setsAndDays],
  mechanics: mechanics,
  nature: [...nature, ...modernPhysics],
  'number-theory': [...numberTheory, ...divisors],
  numerics: numerics,
  operations: [...operations, ...planning],
  physics: [...physics, ...wavesTemplates],
  probability: [...probability, ...randomProcesses],
  programs: [...programs, ...programValues],
  proofs: [...proofs, ...proofsOfAnalysis, ...proofsByCounting],
  recursions: [...recursions, ...recurrences],
  residues: [...residues, ...powersAndRoots],
  rings: [...rings, ...curves],
  rules: [...contracts, ...rules, ...byLaws],
  selections: selections,
  series: [...series, ...expansions],
  shapes: [...shapes, ...topology],
  statistics: [...statistics, ...estimation],
  stories: [...stories, ...storiesOfTravel],
  'stories-more': [...storiesOfMoney, ...storiesOfMeasure],
  transforms: [...transforms, ...functionalAnalysis],
};
