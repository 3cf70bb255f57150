/** A Parquet file begins and ends with these bytes. */
export const isParquet = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString('latin1') === 'PAR1';
