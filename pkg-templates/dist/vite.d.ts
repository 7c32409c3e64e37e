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
export declare function tellerside(): {
  name: 'tellerside';
  config: () => { optimizeDeps: { exclude: string[] } };
};
