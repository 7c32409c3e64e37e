// Where the package is meant to run, or is known not to, and why no line of the matrix can show it.

export const NOT_HERE = [
  ['Safari', 'runs on macOS and iOS only; WebKitGTK has its engine and not its policies of storage and tracking'],
  ['Edge and other browsers on Chromium', 'the engine is that of Chromium; their own builds are not in the registries'],
  ['web views of phones (WKWebView, Android System WebView)', 'need a phone or its emulator'],
  ['Cloudflare itself', 'workerd is its runtime; accounts, limits and caches are not here'],
  ['Vercel, Netlify, Deno Deploy', 'their runtimes are here as the Edge Runtime, Node and Deno; the platforms need an account'],
  ["Fastly's JavaScript runtime", '`WebAssembly` is undefined in it: the module cannot run there, and a native service takes the crate'],
  ['Akamai EdgeWorkers', 'WebAssembly has been taken out of it'],
  ['CloudFront Functions', '10 KB of script and no WebAssembly'],
  ['content delivery networks', 'whether one rewrites or recompresses the file shows in production alone; its integrity refuses it then'],
];
