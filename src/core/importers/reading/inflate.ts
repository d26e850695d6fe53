import { UserError } from '../../errors';
import { type Bytes, concat } from '../../vault-file/bytes';

/** All that is inflated of one file, whatever sizes it declares. */
export const MOST_INFLATED = 32 * 1024 * 1024;

/** What is left of that for a file and for all that lies in it. */
export interface Room {
  left: number;
}

export const wholeRoom = (): Room => ({ left: MOST_INFLATED });

/** Takes the bytes up to the limit, and stops the inflating there. */
export class Limited {
  readonly #parts: Uint8Array[] = [];
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  get isOver(): boolean {
    return this.#room < 0;
  }

  readonly stream = new WritableStream<Uint8Array>({
    write: (part) => {
      this.#room -= part.length;
      if (this.isOver) throw new UserError('too-big', { max: MOST_INFLATED / 1024 / 1024 });
      this.#parts.push(part.slice());
    },
  });

  bytes(): Bytes {
    return concat(...this.#parts);
  }
}

/** RFC 1952. @throws UserError bad-content (damaged), too-big */
export async function gunzip(bytes: Bytes): Promise<Bytes> {
  const limited = new Limited(MOST_INFLATED);
  try {
    await new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')).pipeTo(limited.stream);
  } catch {
    throw limited.isOver
      ? new UserError('too-big', { max: MOST_INFLATED / 1024 / 1024 })
      : new UserError('bad-content');
  }
  return limited.bytes();
}
