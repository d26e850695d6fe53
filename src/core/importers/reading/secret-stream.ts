import { UserError } from '../../errors';
import { type Bytes, concat } from '../../vault-file/bytes';
import { isSameBytes } from './decrypt';

const HEADER_BYTES = 24;
const MAC_BYTES = 16;
const BLOCK_BYTES = 64;
/** The last message of a stream; another tag says that more follows. */
const TAG_FINAL = 3;

const SIGMA = new TextEncoder().encode('expand 32-byte k');

/** A copy, so that it is aligned. */
const words = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer);

function littleEndian64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** The first block of a message holds its tag alone, and only that one byte of it is written. */
function macInput(tagBlock: Uint8Array, text: Uint8Array): Bytes {
  // libsodium pads by the wrong rest, and keeps to it: streams that exist have to open.
  const padding = new Uint8Array(text.length % 16);
  const lengths = [littleEndian64(0), littleEndian64(BLOCK_BYTES + text.length)];
  return concat(tagBlock, text, padding, ...lengths);
}

/**
 * A stream of one message as libsodium's `crypto_secretstream_xchacha20poly1305` writes it, without additional data.
 * @param sealed encrypted tag, text, and MAC
 * @throws UserError bad-content (lengths, not the end of its stream), wrong-password
 */
export async function openSecretStream(key: Bytes, header: Bytes, sealed: Bytes): Promise<Bytes> {
  if (header.length !== HEADER_BYTES || sealed.length <= MAC_BYTES) throw new UserError('bad-content');
  const { chacha20, hchacha } = await import('@noble/ciphers/chacha.js');
  const { poly1305 } = await import('@noble/ciphers/_poly1305.js');
  const subkeyWords = new Uint32Array(8);
  hchacha(words(SIGMA), words(key), words(header.subarray(0, 16)), subkeyWords);
  const subkey = new Uint8Array(subkeyWords.buffer);
  const nonce = concat(Uint8Array.of(1, 0, 0, 0), header.subarray(16));
  const stream = (data: Uint8Array, counter: number) => chacha20(subkey, nonce, data, undefined, counter);

  const text = sealed.subarray(1, -MAC_BYTES);
  const tagBlock = stream(Uint8Array.of(sealed[0] ?? 0, ...new Uint8Array(BLOCK_BYTES - 1)), 1);
  const tag = tagBlock[0];
  tagBlock[0] = sealed[0] ?? 0;
  const mac = poly1305(macInput(tagBlock, text), stream(new Uint8Array(32), 0));
  if (!isSameBytes(mac, sealed.subarray(-MAC_BYTES))) throw new UserError('wrong-password');
  if (tag !== TAG_FINAL) throw new UserError('bad-content');
  return Uint8Array.from(stream(text, 2));
}
