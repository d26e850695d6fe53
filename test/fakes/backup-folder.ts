import type { BackupFolder } from '../../src/ui/backup-folder';

/** A folder whose disk may keep less than it was given. */
export function folderWith(files: Record<string, string>, keeps: (text: string) => string = (text) => text) {
  const stored = new Map(Object.entries(files));
  const folder: BackupFolder = {
    async *keys() {
      yield* [...stored.keys()];
    },
    async getFileHandle(name, options) {
      if (!stored.has(name) && !options?.create) throw new DOMException('no such file', 'NotFoundError');
      return {
        getFile: async () => ({ text: async () => stored.get(name) ?? '' }),
        createWritable: async () => {
          let written = '';
          return {
            write: async (text) => {
              written += text;
            },
            close: async () => {
              stored.set(name, keeps(written));
            },
          };
        },
      };
    },
    async removeEntry(name) {
      stored.delete(name);
    },
  };
  const put = (name: string, text: string) => void stored.set(name, text);
  return { folder, put, names: () => [...stored.keys()].sort() };
}
