/**
 * Carries work out over batches. An engine knows nothing of questions or stages: it starts `entry` (a
 * module whose default export is a function) with `shared` and hands it one batch after the other.
 */
export interface Engine {
  name: string;
  /**
   * @param batches made as they are taken, so that no more of them exist at once than the engine can hold
   * @param onResult called once for each batch, in any order
   * @throws whatever the entry or the batches threw; nothing is called after that
   */
  map<I, O>(job: Job, batches: Iterable<I> | AsyncIterable<I>, onResult: (result: O) => void): Promise<void>;
  /** Starts the workers once and lets `act` hand them batches as often as it likes, as `map` does; then ends them. */
  use<T>(job: Job, act: (map: MapOver) => Promise<T>): Promise<T>;
}

/** As `Engine.map`, over workers that have been started. */
export type MapOver = <I, O>(
  batches: Iterable<I> | AsyncIterable<I>,
  onResult: (result: O) => void,
) => Promise<void>;

export interface Job {
  /** File of the module. */
  entry: string;
  /** What every call needs; copied once to each worker. Shared memory is shared. */
  shared: unknown;
  /** How many workers, where it takes fewer than the engine has. */
  workers?: number;
}
