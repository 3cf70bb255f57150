import { addressOf } from '../lib/urls.ts';

/** Something that the palette leads to. */
export interface Place {
  id: string;
  name: string;
  /** What kind of thing it is, and words under which it is found besides. */
  kind: 'Page' | 'Action' | 'Run' | 'Question' | 'Search';
  more: string;
  to: string;
}

/** Pages and actions; they keep the run that is chosen. */
export function fixedPlaces(run: string | undefined): Place[] {
  const page = (name: string, path: string, more: string): Place => ({
    id: `page ${path}`,
    name,
    kind: 'Page',
    more,
    to: addressOf(path, { run }),
  });
  const action = (name: string, path: string, more: string, params = {}): Place => ({
    id: `action ${name}`,
    name,
    kind: 'Action',
    more,
    to: addressOf(path, { run, ...params }),
  });
  return [
    page('Overview', '/', 'funnel make-up checklist spent'),
    page('Pool', '/pool', 'questions search filter'),
    page('Map', '/map', 'points plane lasso treemap domains similar'),
    page('Recipe', '/recipe', 'lab preview threshold settings'),
    page('Traces', '/traces', 'collections teacher'),
    page('Review', '/review', 'queue judge'),
    page('Compliance', '/compliance', 'flags waivers terms licences policy'),
    page('Releases', '/releases', 'versions downloads'),
    page('Audit', '/audit', 'ledger proof line hash'),
    page('Jobs', '/jobs', 'progress running'),
    page('People', '/people', 'users roles tokens sign out'),
    page('Settings', '/settings', 'theme dark light density keys backups limits folder'),
    action('Import questions', '/import', 'upload files benchmark csv parquet jsonl'),
    action('Try another recipe', '/recipe', 'preview threshold change'),
    action('Compare two runs', '/recipe/compare', 'diff difference causes'),
    action('Plan a collection of traces', '/traces/plan', 'teacher gemini cost'),
    action('Make a review queue', '/review/queues/new', 'assign reviewers guidelines'),
    action('Build a release', '/releases/new', 'policy gate formats'),
    action('See what releases taught', '/releases/evaluations', 'evaluations accuracy thinking ablation'),
    action('See the selected questions', '/pool', 'kept rank', { kept: 'true' }),
  ];
}

/** Those that hold every word, those that are called so first, else in their order; all where nothing is asked for. */
export function placesFor(asked: string, places: readonly Place[]): Place[] {
  const sought = asked.trim().toLowerCase();
  const words = sought.split(/\s+/).filter(Boolean);
  const found = places.filter(({ name, kind, more }) => {
    const text = `${name} ${kind} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const rankOf = ({ name }: Place): number =>
    name.toLowerCase().startsWith(sought) ? 0 : name.toLowerCase().includes(sought) ? 1 : 2;
  return sought === '' ? found : found.sort((a, b) => rankOf(a) - rankOf(b));
}
