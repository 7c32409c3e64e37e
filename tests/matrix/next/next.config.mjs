import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

// Next itself lies one folder further up, beside the application.
export default { turbopack: { root: dirname(dirname(fileURLToPath(import.meta.url))) } };
