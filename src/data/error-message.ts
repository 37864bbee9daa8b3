/** Returns why something failed, for the end of a message. */
export const errorMessage = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
