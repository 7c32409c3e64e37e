/**
 * For Vite 7 and earlier, in development: keeps their optimiser from moving the package's scripts away from the module beside them.
 *
 * @example
 * import { defineConfig } from 'vite';
 * import { tellerside } from 'tellerside/vite';
 *
 * export default defineConfig({ plugins: [tellerside()] });
 *
 * @module tellerside/vite
 */
/** The plugin. */
export declare function tellerside(): {
  name: 'tellerside';
  /** What it adds to the configuration. */
  config: () => { optimizeDeps: { exclude: string[] } };
};
