/** Which file a module of the pages is put into: each file that a page loads is a question to the browser more. */
import path from 'node:path';

interface Graph {
  readonly getModuleInfo: (id: string) => { readonly importers: readonly string[] } | null;
}

const SOURCE = path.resolve(import.meta.dirname, '..');
const [POPUP, OPTIONS, BACKGROUND] = ['popup/main.tsx', 'options/main.tsx', 'background/main.ts'].map(
  (entry) => path.join(SOURCE, entry),
);

/** The modules that load this one with themselves, near or far, and itself. */
function loadersOf(id: string, graph: Graph): ReadonlySet<string> {
  const found = new Set([id]);
  for (const one of found)
    for (const importer of graph.getModuleInfo(one)?.importers ?? []) found.add(importer);
  return found;
}

/**
 * What the popup and the settings load at once, and the background does not, is one file of both. The rest is parted by
 * who loads it.
 */
export function pageChunk(id: string, graph: Graph): string | null {
  const loaders = loadersOf(id, graph);
  const isOf = (entry = '') => loaders.has(entry);
  return isOf(POPUP) && isOf(OPTIONS) && !isOf(BACKGROUND) ? 'pages' : null;
}
