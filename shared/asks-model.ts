/** Whether a collection asks a model, and so is a job: imported and recorded replies are no work. */
export const asksModel = ({
  provider,
  service,
}: {
  provider: string | null;
  service: string | null;
}): boolean => provider !== null && service !== null && provider !== 'recorded';
