// The page locks itself once it has all that it ever needs: from then on the browser refuses whatever it would fetch.

/** What is left: compiling a module that was handed in, and pictures of this page's own memory. */
const POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'; img-src blob:; form-action 'none'; base-uri 'none'";

/** Adds a policy to the page's own. A policy can only be added, and holds until the page is gone. */
export function lock() {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = POLICY;
  document.head.append(meta);
}
