import { Modal } from '../components/modal.tsx';

const KEYS: readonly { where: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl or ⌘ K', 'go to a page, an action, a run or a question'],
      ['/', 'search the questions'],
      ['?', 'this sheet'],
      ['Esc', 'close what is open'],
    ],
  },
  {
    where: 'Lists',
    keys: [
      ['j, k', 'next and previous row; with a question open, the next and previous question'],
      ['↓ ↑', 'the same, once a row has the focus; Home and End go to the first and the last'],
      ['Enter', 'open the row'],
    ],
  },
  {
    where: 'Pictures',
    keys: [['t', 'their numbers as tables, and back']],
  },
  {
    where: 'Map',
    keys: [
      ['← → ↑ ↓', 'move, with the map in focus'],
      ['+ − 0', 'zoom in and out, show all'],
      ['s', 'keep what is in sight; Esc lets go of it'],
      ['Enter', 'open the question in the middle'],
      ['Shift', 'while dragging: lasso instead of moving, or the other way round'],
    ],
  },
  {
    where: 'Texts',
    keys: [['r', 'as it was written, or rendered']],
  },
  {
    where: 'Recipe',
    keys: [['← →', 'move a threshold by one step, with its slider in focus']],
  },
];

/** What each key does. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  return (
    <Modal name="Keys" onClose={onClose} className="max-h-[76vh] w-[32rem] overflow-y-auto">
      <div className="p-5">
        <h2 className="text-16 leading-head font-semibold">Keys</h2>
        {KEYS.map(({ where, keys }) => (
          <section key={where} className="mt-4">
            <h3 className="mb-1 text-12 font-medium text-muted">{where}</h3>
            <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-4 gap-y-1 text-13">
              {keys.map(([key, does]) => (
                <div key={key} className="contents">
                  <dt>
                    <kbd className="rounded-ui border border-line bg-sunken px-1.5 py-0.5 font-mono text-12">
                      {key}
                    </kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <button type="button" className="control mt-5" onClick={onClose}>
          Close
        </button>
      </div>
    </Modal>
  );
}
