import { CheckError } from './check';
import { type Bytes, concat } from './vault-file/bytes';

/** RFC 1951, up to a number of bytes that come out: a short text may claim to be a long one. */
async function piped(
  bytes: Bytes,
  through: CompressionStream | DecompressionStream,
  most: number,
): Promise<Bytes> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new CheckError('', `at most ${most} bytes`);
    }
    parts.push(part.value);
  }
  return concat(...parts);
}

/** @throws CheckError where it comes to more than `most` bytes */
export const deflate = (bytes: Bytes, most: number): Promise<Bytes> =>
  piped(bytes, new CompressionStream('deflate-raw'), most);

/** @throws CheckError where it comes to more than `most` bytes, or is no deflated one */
export async function inflate(bytes: Bytes, most: number): Promise<Bytes> {
  try {
    return await piped(bytes, new DecompressionStream('deflate-raw'), most);
  } catch (error) {
    // Compression Streams §5.
    if (error instanceof TypeError) throw new CheckError('', 'a deflated stream');
    throw error;
  }
}
