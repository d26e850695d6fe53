import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ENGINE_FILE = 'assets/qr-scanner-engine.js';
const WORKER_MODULE = /qr-scanner[\\/]qr-scanner-worker\.min\.js$/;
const WORKER_OPENER = fileURLToPath(new URL('../platform/worker.ts', import.meta.url));
const SHAPE =
  /^export const createWorker=\(\)=>new Worker\(URL\.createObjectURL\(new Blob\(\[`(?<literal>[\s\S]+)`\]\),\{type:"application\/javascript"\}\)\)/;

/**
 * The engine's one wrong number: ISO/IEC 18004 table E.1 has the alignment patterns of version 23 at 78, not 74
 * (LazarSoft/jsqrcode#77 has the same). At level L the misread modules are more than can be corrected, and
 * Google Authenticator's export of ten accounts is just such a code. It can go when the package has 78.
 */
const WRONG_CENTERS = '[6,30,54,74,102]';
const RIGHT_CENTERS = '[6,30,54,78,102]';

/**
 * The source of the engine inside `qr-scanner-worker.min.js`, where it is one template literal.
 *
 * @throws Error if the package has changed shape, so that no build silently ships a `blob:` worker.
 */
export function engineSource(workerModule: string): string {
  const literal = SHAPE.exec(workerModule)?.groups?.literal;
  if (literal === undefined) throw new Error('qr-scanner changed shape: its engine was not found');
  const source = literal.replace(/\\([`$])/g, '$1');
  if (/\\|\$\{/.test(literal.replace(/\\[`$]/g, ''))) {
    throw new Error('qr-scanner changed shape: its engine has escapes that are not understood');
  }
  if (!source.includes('self.onmessage=') || !source.includes('"inversionMode"')) {
    throw new Error('qr-scanner changed shape: its engine does not take our messages');
  }
  if (source.split(WRONG_CENTERS).length !== 2) {
    throw new Error('qr-scanner changed shape: drop the repair of version 23');
  }
  return source.replace(WRONG_CENTERS, RIGHT_CENTERS);
}

/**
 * qr-scanner keeps its engine in a string and runs it as a `blob:` worker, which Firefox and Trusted Types
 * refuse in an extension page (nimiq/qr-scanner#217, #259). This makes the string a file of the package, its
 * code unchanged but for one number, and opens it with our own opener. It can go when the package ships its
 * engine as a file.
 */
export function qrEngineFile(): Plugin {
  return {
    name: 'qr-engine-file',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!WORKER_MODULE.test(id)) return null;
      const source = engineSource(await readFile(id, 'utf8'));
      const file = this.emitFile({ type: 'asset', fileName: ENGINE_FILE, source });
      // with the base `/` of crxjs the file's URL is a path, with `./` it is whole already
      return `import { openWorker } from ${JSON.stringify(WORKER_OPENER)};
export const createWorker = () => openWorker(new URL(import.meta.ROLLUP_FILE_URL_${file}, import.meta.url));`;
    },
  };
}
