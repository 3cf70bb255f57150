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
    page('Releases', '/releases', 'versions downloads'),
    page('Audit', '/audit', 'ledger proof line hash'),
    page('Jobs', '/jobs', 'progress running'),
    page('People', '/people', 'users roles tokens sign out'),
    page('Settings', '/settings', 'theme dark light density keys backups limits folder'),
    action('Import questions', '/import', 'upload files benchmark csv parquet jsonl'),
    action('Try another recipe', '/recipe', 'preview threshold change'),
    action('Compare two runs', '/recipe/compare', 'diff difference causes'),
    action('Plan a collection of traces', '/traces/plan', 'teacher gemini cost'),
    action('Build a release', '/releases/new', 'policy gate formats'),
    action('See what releases taught', '/releases/evaluations', 'evaluations accuracy thinking ablation'),
    action('See the selected questions', '/pool', 'kept rank', { kept: 'true' }),
  ];
}

/** Those that hold every word, in their order; all where nothing is asked for. */
export function placesFor(asked: string, places: readonly Place[]): Place[] {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean);
  return places.filter(({ name, kind, more }) => {
    const text = `${name} ${kind} ${more}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
