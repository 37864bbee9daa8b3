import { openLibrary } from './open';
import type { Library } from './schema';

/** A page's connection to the library: shared by all who ask, and opened again once it was closed. */
export interface Connection {
  connect(): Promise<Library>;
  /** Called when the connection was closed by the browser or for an upgrade. */
  onLost?: () => void;
}

export function makeConnection(): Connection {
  let library: Promise<Library> | undefined;
  const connection: Connection = {
    connect() {
      if (library) return library;
      const opening = openLibrary({
        onClosed() {
          if (library !== opening) return;
          library = undefined;
          connection.onLost?.();
        },
      }).catch((error: unknown) => {
        if (library === opening) library = undefined;
        throw error;
      });
      library = opening;
      return opening;
    },
  };
  return connection;
}
