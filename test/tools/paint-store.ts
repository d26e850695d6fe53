/** What `npm run store-pictures` does in each language. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { paintStore } from './store-scenes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PICTURES = path.join(ROOT, 'out/store');

mkdirSync(PICTURES, { recursive: true });
for (const locale of process.argv.slice(2))
  for (const file of await paintStore({ locale, into: PICTURES })) console.log(path.relative(ROOT, file));
