/**
 * As `tellerside`, by `import source`, for hosts that know it: Node 24 and later, Deno, workerd. `require` gets the entry of Node.
 *
 * @example
 * import { Engine, init } from 'tellerside/source';
 *
 * await init();
 *
 * @module tellerside/source
 */
export * from './index.js';
