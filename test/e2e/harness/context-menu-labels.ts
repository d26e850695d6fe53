/**
 * Native menus cannot be read, but Chromium writes an extension's menu items, with label, order and contexts, to the
 * profile's "Extension State" database so that they outlive the worker. The newest entry of its log is the truth about
 * what the menu offers, whatever the extension meant to offer.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What was right-clicked, in the words of `contextMenus.ContextType`. */
export type MenuContext = keyof typeof CONTEXT_BITS;

/** https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/extensions/menu_manager.h `MenuItem::Context` */
const CONTEXT_BITS = { all: 1, page: 2, selection: 4, link: 8, editable: 16, image: 32 };

interface StoredItem {
  title: string;
  contexts: number;
  visible: boolean;
}

/** The labels that this extension offers on such a place, top to bottom. Throws while Chromium is at writing them. */
export async function contextMenuLabels(
  userDataDir: string,
  extensionId: string,
  contexts: readonly MenuContext[],
): Promise<string[]> {
  const wanted = contexts.reduce((bits, context) => bits | CONTEXT_BITS[context], CONTEXT_BITS.all);
  const items = await storedItems(
    join(userDataDir, 'Default', 'Extension State'),
    `${extensionId}.context_menus`,
  );
  return items.filter((item) => item.visible && (item.contexts & wanted) !== 0).map((item) => item.title);
}

async function storedItems(folder: string, key: string): Promise<StoredItem[]> {
  const logs = (await readdir(folder)).filter((name) => name.endsWith('.log')).sort();
  for (const name of logs.reverse()) {
    const written = joinRecords(await readFile(join(folder, name)));
    const at = written.lastIndexOf(key);
    // An entry is its kind (0: removed), the key's length, the key, then the value.
    if (at >= 0 && written.readUInt8(at - 2) === 0) return [];
    if (at >= 0) return JSON.parse(readSized(written, at + key.length).toString());
  }
  return [];
}

/**
 * A LevelDB log is blocks of 32 KiB with records of checksum (4), length (2), type (1) and payload; a long entry is cut
 * over several. https://github.com/google/leveldb/blob/main/doc/log_format.md
 */
function joinRecords(log: Buffer): Buffer {
  const blockSize = 32_768;
  const headerSize = 7;
  const payloads: Buffer[] = [];
  let at = 0;
  while (at + headerSize <= log.length) {
    const leftInBlock = blockSize - (at % blockSize);
    const size = leftInBlock < headerSize ? 0 : log.readUInt16LE(at + 4);
    if (leftInBlock < headerSize || log.readUInt8(at + 6) === 0) {
      at += leftInBlock;
      continue;
    }
    payloads.push(log.subarray(at + headerSize, at + headerSize + size));
    at += headerSize + size;
  }
  return Buffer.concat(payloads);
}

/** A LevelDB value: its length as a varint, then its bytes. */
function readSized(bytes: Buffer, start: number): Buffer {
  let size = 0;
  let at = start;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes.readUInt8(at);
    at += 1;
    size |= (byte & 0x7f) << shift;
    if (byte < 0x80) return bytes.subarray(at, at + size);
  }
}
