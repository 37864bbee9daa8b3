import { resolve } from 'node:path';
import { build } from 'vite';

/** Bundles what a row runs in a page into one script, as it would be shipped; its exports are at `name`. */
export async function bundle(file: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome123',
      lib: { entry: resolve(import.meta.dirname, file), formats: ['iife'], name },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error('Vite built nothing.');
  return output.output[0].code;
}
