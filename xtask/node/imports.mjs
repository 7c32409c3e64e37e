// Prints what a module asks of its host, one `module name kind` per line: the imports of the wasm, as the engine itself
// reads them, and the names that the glue's bodies of these imports use. An import's own name does not say what stands
// behind it (`__wbg_new` may make any object), the names in its body do.
//
//   node imports.mjs file.wasm glue.js
import { readFileSync } from "node:fs";

const [wasmFile, glueFile] = process.argv.slice(2);
const lines = new Set();

const module = new WebAssembly.Module(readFileSync(wasmFile));
for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) lines.add(`${from} ${name} ${kind}`);

const glue = readFileSync(glueFile, "utf8");
const start = glue.indexOf("function __wbg_get_imports() {");
const end = glue.indexOf("\n}\n", start);
if (start < 0 || end < 0) throw new Error("the glue has no function __wbg_get_imports that ends");
const bodies = glue
  .slice(start, end)
  .replace(/\/\/.*$/gm, "")
  .replace(/"[^"\n]*"|'[^'\n]*'/g, "''");
if (/[`\\]|\/\*/.test(bodies)) throw new Error("the bodies of the imports hold text that this reader does not take apart");

// Names of the language, of the body itself (parameters, locals, keys) and of the glue's own functions and state.
const own = new Set(
  ("async await break case catch const continue default delete do else false finally for function if in instanceof let " +
    "new null of return super switch this throw true try typeof undefined var void while yield arguments __proto__").split(" "),
);
for (const [, local] of bodies.matchAll(/(?:const\s|let\s|var\s|catch\s*\()\s*([\w$]+)/g)) own.add(local);
for (const [, parameters] of bodies.matchAll(/function\s*\(([\w$,\s]*)\)/g)) {
  for (const name of parameters.split(",")) own.add(name.trim());
}
for (const [, names] of glue.matchAll(/^(?:async )?(?:function |(?:const|let|var) )([\w$]+(?:, [\w$]+)*)/gm)) {
  for (const name of names.split(", ")) own.add(name);
}
for (const [, dot, name, colon] of bodies.matchAll(/(\.?)(?<![\w$])([A-Za-z_$][\w$]*)(\s*:)?/g)) {
  const key = colon && (name.startsWith("__wb") || name === "__proto__");
  if (key) continue;
  if (dot) {
    // The exports of the module itself.
    if (!/^__(wb|externref)/.test(name)) lines.add(`glue.js .${name} property`);
  } else if (!own.has(name)) lines.add(`glue.js ${name} global`);
}
console.log([...lines].sort().join("\n"));
