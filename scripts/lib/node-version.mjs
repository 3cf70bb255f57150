/** The oldest Node that everything here runs on. */
export const OLDEST_NODE = '20.19.0';

/**
 * Says in one line why this Node can not run Winnow; null when it can.
 * This file, `setup-error.mjs` and the scripts themselves keep to a syntax that Node 14 reads and import
 * the rest only after the check, so that an old Node prints the line and not a SyntaxError.
 * @param {string} version such as `20.19.4`
 */
export function nodeFault(version) {
  const found = version.split('.').map(Number);
  const oldest = OLDEST_NODE.split('.').map(Number);
  const first = [0, 1, 2].find((place) => found[place] !== oldest[place]);
  if (first === undefined || found[first] > oldest[first]) return null;
  return `Winnow needs Node 20.19 or newer, and this is ${version}: install Node 22 or 24 from https://nodejs.org (or "nvm install 22") and repeat the command.`;
}
