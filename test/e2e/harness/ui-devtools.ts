/**
 * Chromium can show its own windows to an inspector (`--enable-ui-devtools`, "native UI" in chrome://inspect): a tree
 * of windows and views with class names and places, but without their texts. It tells where the rows of an open menu
 * are. https://chromium.googlesource.com/chromium/src/+/main/docs/ui/ui_devtools/index.md
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitUntil } from './await-until.ts';
import { connectText } from './websocket.ts';

export interface UiNode {
  nodeId: number;
  /** `Window`, `Widget` or `View`. */
  kind: string;
  name: string;
  children: UiNode[];
}

/** In pixels: of a widget on the screen, of a view inside its parent. */
export interface UiBounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface UiDevtools {
  tree(): Promise<UiNode>;
  bounds(nodeId: number): Promise<UiBounds>;
  close(): void;
}

interface RawNode {
  nodeId: number;
  nodeName: string;
  attributes?: string[];
  children?: RawNode[];
}

interface RawStyles {
  matchedCSSRules: { rule: { style: { cssProperties: { name: string; value: string }[] } } }[];
}

/** Connects to the Chromium that runs in this profile folder and was started with `--enable-ui-devtools=0`. */
export async function connectUiDevtools(userDataDir: string): Promise<UiDevtools> {
  const port = await awaitUntil('the native UI inspector to name its port', () =>
    readFile(join(userDataDir, 'UIDevToolsActivePort'), 'utf8'),
  );
  const waiting = new Map<number, (answer: { result?: unknown; error?: { message: string } }) => void>();
  const socket = await connectText(new URL(`ws://127.0.0.1:${Number.parseInt(port, 10)}/0`), (text) => {
    const message = JSON.parse(text);
    waiting.get(message.id)?.(message);
    waiting.delete(message.id);
  });
  let lastId = 0;
  const send = <Result>(method: string, params = {}): Promise<Result> => {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      // The shape of each answer is Chromium's protocol, which this file is the only one to know.
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(error.message)) : resolve(result as Result),
      );
      socket.send(JSON.stringify({ id, method, params }));
    });
  };
  await send('DOM.enable');
  return {
    tree: async () => readNode((await send<{ root: RawNode }>('DOM.getDocument')).root),
    async bounds(nodeId) {
      const styles = await send<RawStyles>('CSS.getMatchedStylesForNode', { nodeId });
      const properties = styles.matchedCSSRules.flatMap(({ rule }) => rule.style.cssProperties);
      const read = (name: string) => Number(properties.find((property) => property.name === name)?.value);
      return { x: read('X'), y: read('Y'), width: read('Width'), height: read('Height') };
    },
    close: () => socket.close(),
  };
}

/** Attributes come as a flat list of names and values; the value of the first (`class` or `name`) says what it is. */
function readNode({ nodeId, nodeName, attributes, children }: RawNode): UiNode {
  return { nodeId, kind: nodeName, name: attributes?.[1] ?? '', children: (children ?? []).map(readNode) };
}

/** All nodes under `root` (itself included) that pass, in the order of the tree. */
export function findNodes(root: UiNode, test: (node: UiNode) => boolean): UiNode[] {
  const below = root.children.flatMap((child) => findNodes(child, test));
  return test(root) ? [root, ...below] : below;
}
