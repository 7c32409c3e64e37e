/**
 * As `tellerside`, but it loads nothing itself: for libraries, and for hosts that bring the module.
 *
 * @example
 * import { init } from 'tellerside/slim';
 * import module from 'tellerside/wasm';
 *
 * await init({ module });
 *
 * @module tellerside/slim
 */
import type { InitOptions } from './index.js';

export * from './index.js';

/**
 * Compiles the module once, however often it is called.
 *
 * @throws {LoadError} `WASM_LOAD`: no `module`, or not one.
 */
export declare function init(options: Pick<InitOptions, 'signal'> & Required<Pick<InitOptions, 'module'>>): Promise<void>;
