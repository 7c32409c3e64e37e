// Builds by bundlers, and their development servers. The builds run in Chromium under the policy that the README names.

import { copyFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { run } from '../pkg/process.mjs';
import { HERE, common, load, own, recipe, versionOf } from './consumers.mjs';
import { askPage, withPage } from './pages.mjs';
import { pageOf } from './serve.mjs';

const wasmIn = (folder) => join(folder, 'node_modules', 'tellerside', 'dist', 'tellerside.wasm');

/** A build's own page, where it made one, else `page` for the script that it wrote. */
async function built(browsers, folder, version, page) {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) writeFileSync(index, page);
  copyFileSync(join(folder, '..', 'cases.json'), join(folder, 'cases.json'));
  const { answers } = await withPage(browsers, 'Chromium', folder, '', {}, { more: { '/index.html': readFileSync(index) } });
  return { version, answers };
}

const viteBuild = (find) => async (consumers, browsers) => {
  const folder = consumers.folder('vite-build');
  writeFileSync(join(folder, 'index.html'), pageOf('/page.js'));
  const vite = await find();
  await vite.build({ root: folder, configFile: false, logLevel: 'error' });
  if (!readdirSync(join(folder, 'dist', 'assets')).some((name) => name.endsWith('.wasm'))) throw new Error('Vite wrote no .wasm');
  return built(browsers, join(folder, 'dist'), vite.version);
};

/** The development server, which serves under no policy: its own client could not run. */
const viteDev = (find, withPlugin) => async (consumers, browsers) => {
  const folder = consumers.folder('vite-dev');
  writeFileSync(join(folder, 'index.html'), pageOf('/page.js'));
  const { createServer, version } = await find();
  const configFile = withPlugin && join(folder, 'vite.config.js');
  if (withPlugin) writeFileSync(configFile, recipe(folder, 'vite'));
  const server = await createServer({ root: folder, configFile, logLevel: 'error', server: { host: '127.0.0.1', port: 0 } });
  try {
    await server.listen();
    const browser = await browsers.get('Chromium');
    return { version, answers: await askPage(browser, `http://127.0.0.1:${server.httpServer.address().port}/`) };
  } finally {
    await server.close();
  }
};

const vite8 = () => load(common, 'vite');
const vite7 = () => import(pathToFileURL(join(dirname(own.resolve('vite7/package.json')), 'dist', 'node', 'index.js')).href);

/** What Vite 7 does without the plugin is refused with the words that mend it. */
async function vite7Alone(consumers, browsers) {
  const { version } = await vite7();
  const ask = viteDev(vite7, false);
  const refused = await ask(consumers, browsers).then(() => undefined, (error) => error.message);
  if (!/WASM_LOAD .*tellerside\/vite.*optimizeDeps\.exclude/.test(refused ?? '')) throw new Error(refused ?? 'it works: the plugin is for nothing');
  return { version, told: 1 };
}

async function webpack(consumers, browsers) {
  const folder = consumers.folder('webpack');
  const pack = own('webpack');
  const out = join(folder, 'out');
  const stats = await promisify(pack)({
    mode: 'production', context: folder, entry: './page.js', output: { path: out, filename: 'main.js', publicPath: '/' },
    // It warns of every file above 244 KiB, and the module is one.
    performance: { hints: false },
  });
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString({ all: false, errors: true, warnings: true }));
  return built(browsers, out, pack.version, pageOf('/main.js'));
}

/** esbuild leaves the file behind, and Angular's builder which goes by it: it is copied beside the script, as the README says. */
async function esbuildBeside(consumers, browsers) {
  const folder = consumers.folder('esbuild');
  const env = { PATH: `${join(HERE, 'npm', 'node_modules', '.bin')}:${process.env.PATH}` };
  run('sh', ['-e', '-c', recipe(folder, 'esbuild')], { cwd: folder, env });
  return built(browsers, join(folder, 'public'), versionOf(own, 'esbuild'), pageOf('/assets/page.js'));
}

/** Or it is copied anywhere and its place is said, or it is inside. */
const esbuild = (entry, place) => async (consumers, browsers) => {
  const folder = consumers.folder('esbuild');
  const { build, version } = await load(own, 'esbuild');
  await build({ absWorkingDir: folder, entryPoints: [entry], bundle: true, minify: true, format: 'esm', outfile: 'out/main.js', logLevel: 'error' });
  if (place !== undefined) copyFileSync(wasmIn(folder), join(folder, 'out', place));
  return built(browsers, join(folder, 'out'), version, pageOf('/main.js', { wasm: place }));
};

/** Angular's builder finds itself above the folder of the application, so that lies among the matrix's own packages. */
async function angular(consumers, browsers) {
  const folder = consumers.folder('angular-consumer', join(HERE, 'npm'));
  try {
    cpSync(join(HERE, 'angular'), folder, { recursive: true });
    const workspace = JSON.parse(readFileSync(join(folder, 'angular.json'), 'utf8'));
    workspace.projects.consumer.architect.build.options.assets.push(JSON.parse(recipe(folder, 'assets')));
    writeFileSync(join(folder, 'angular.json'), JSON.stringify(workspace));
    const ng = join(dirname(own.resolve('@angular/cli/package.json')), 'bin', 'ng.js');
    run(process.execPath, [ng, 'build'], { cwd: folder, env: { NG_CLI_ANALYTICS: 'false', CI: '1' } });
    return await built(browsers, join(folder, 'out'), versionOf(own, '@angular/build'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rollup(consumers, browsers) {
  const folder = consumers.folder('rollup');
  const { rollup: roll, VERSION } = await load(own, 'rollup');
  const { nodeResolve } = await load(own, '@rollup/plugin-node-resolve');
  const bundle = await roll({ input: join(folder, 'page.js'), plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ file: join(folder, 'out', 'main.js'), format: 'es' });
  await bundle.close();
  copyFileSync(wasmIn(folder), join(folder, 'out', 'tellerside.wasm'));
  return built(browsers, join(folder, 'out'), VERSION, pageOf('/main.js'));
}

export const BUNDLERS = [
  { host: 'Vite 8, build', quick: true, ask: viteBuild(vite8) },
  { host: 'Vite 8, dev server', ask: viteDev(vite8, false) },
  { host: 'Vite 8, dev server, ./vite', ask: viteDev(vite8, true) },
  { host: 'Vite 7, build', ask: viteBuild(vite7) },
  { host: 'Vite 7, dev server, ./vite', ask: viteDev(vite7, true) },
  { host: 'Vite 7, dev server, is told', ask: vite7Alone },
  { host: 'webpack', ask: webpack },
  { host: 'esbuild, file beside the script', ask: esbuildBeside },
  { host: 'esbuild, init({ url })', ask: esbuild('page.js', 'elsewhere.wasm') },
  { host: 'esbuild, ./inline', ask: esbuild('page-inline.js') },
  { host: 'Angular, file among its assets', ask: angular },
  { host: 'rollup, file beside the script', ask: rollup },
];
