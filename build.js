/**
 * Bundles the program into `dist/`: everything but the native part of SQLite's driver, split so that a command loads only what it uses.
 * All files lie flat, so `new URL('./sqlite-thread.js', import.meta.url)` is the thread from wherever it is said.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from 'esbuild';

const result = await build({
  entryPoints: { main: 'src/main.ts', 'sqlite-thread': 'src/register/sqlite-thread.ts' },
  outdir: 'dist',
  entryNames: '[name]',
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  // Less to read at each start; names stay, so that a trace (`--debug`) can be followed.
  minifyWhitespace: true,
  minifySyntax: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // What only looks for native drivers: SQLite's has a place that is known, and pg does without.
  // The native part must be of the version bundled here: package.json names it exactly.
  external: ['bindings', 'pg-native'],
  // Bundled CommonJS packages still call require for what Node brings.
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
}).catch(() => {
  // esbuild has said why. What an earlier build left must not pass for this one.
  rmSync('dist', { recursive: true, force: true });
  process.exit(1);
});
const { inputs, outputs } = result.metafile;

const notices = 'third-party-licenses.txt';
writeFileSync(`dist/${notices}`, licenses(Object.keys(inputs)));

// Files of earlier builds go last, so that a program running meanwhile finds its own.
const built = new Set([notices, ...Object.keys(outputs).map((path) => basename(path))]);
for (const name of readdirSync('dist')) if (!built.has(name)) rmSync(`dist/${name}`, { recursive: true });

/**
 * The licence texts of the packages bundled, as their licences ask.
 * @param {readonly string[]} paths
 */
function licenses(paths) {
  const folders = new Set(paths.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    return `${name} ${version} (${license})\n\n${file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : ''}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
