// Run by npm after an installation: says in a sentence what is missing where the SQLite driver could not be compiled.
import { createRequire } from 'node:module';

try {
  const Database = createRequire(import.meta.url)('better-sqlite3');
  new Database(':memory:').close();
} catch {
  const locale = process.env.ETW_LANG || process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
  console.error(
    /^es([_.@-]|$)/i.test(locale)
      ? 'No se ha podido compilar el controlador de SQLite: instale python3, make y g++ (en Windows, las herramientas de compilación de C++) y repita esta instalación.'
      : 'The SQLite driver could not be compiled: install python3, make and g++ (on Windows the C++ build tools), then run this installation again.',
  );
  process.exitCode = 1;
}
