/**
 * As `tellerside`, with the module inside the script, as base64: for Jest and the like, and for bundlers that take no file along.
 *
 * @example
 * import { Engine, init } from 'tellerside/inline';
 *
 * await init();
 * const engine = Engine.load(bundleText, rootText, { now });
 *
 * @module tellerside/inline
 */
import type { InitOptions } from './index.js';

export * from './index.js';

/**
 * Compiles the module once, however often it is called. Nothing is fetched or read.
 *
 * @throws {LoadError} `WASM_LOAD`: the host does not compile bytes, as workerd, or its Content-Security-Policy does not let it.
 */
export declare function init(options?: Pick<InitOptions, 'module' | 'signal'>): Promise<void>;
