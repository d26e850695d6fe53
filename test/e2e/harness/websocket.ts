/**
 * Chromium's inspector for its own windows speaks WebSocket only, and Node 20 has no WebSocket client. This is the part
 * of RFC 6455 which that conversation needs: text messages, to a loopback address, whole frames out, fragments in.
 */
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import type { Socket } from 'node:net';

export interface TextSocket {
  send(text: string): void;
  close(): void;
}

const TEXT_FRAME = 0x81;
const MASKED = 0x80;
const LAST_CONTROL_FREE_OPCODE = 2;

export function connectText(url: URL, onText: (text: string) => void): Promise<TextSocket> {
  return new Promise((resolve, reject) => {
    const handshake = request({
      host: url.hostname,
      port: url.port,
      path: url.pathname,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      },
    });
    handshake.once('error', reject);
    handshake.once('response', ({ statusCode }) => reject(new Error(`${url} answered ${statusCode}`)));
    handshake.once('upgrade', (_response, socket: Socket, head) => {
      socket.on('error', () => socket.destroy());
      readFrames(socket, head, onText);
      resolve({
        send: (text) => socket.write(maskedFrame(Buffer.from(text))),
        close: () => socket.destroy(),
      });
    });
    handshake.end();
  });
}

function readFrames(socket: Socket, head: Buffer, onText: (text: string) => void): void {
  let unread = head;
  let fragments: Buffer[] = [];
  const read = () => {
    for (let frame = firstFrame(unread); frame; frame = firstFrame(unread)) {
      unread = unread.subarray(frame.size);
      if (frame.opcode > LAST_CONTROL_FREE_OPCODE) continue;
      fragments.push(frame.payload);
      if (!frame.isFinal) continue;
      onText(Buffer.concat(fragments).toString());
      fragments = [];
    }
  };
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    read();
  });
  read();
}

/** RFC 6455 §5.2; a server's frames carry no mask. */
function firstFrame(bytes: Buffer) {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1);
  const header = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < header) return null;
  const length =
    header === 2 ? short : header === 4 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const size = header + length;
  if (bytes.length < size) return null;
  const first = bytes.readUInt8(0);
  return { isFinal: (first & 0x80) !== 0, opcode: first & 0x0f, payload: bytes.subarray(header, size), size };
}

/** A client must mask (RFC 6455 §5.3). */
function maskedFrame(payload: Buffer): Buffer {
  const isShort = payload.length < 126;
  const header = Buffer.alloc(isShort ? 2 : 4);
  header.writeUInt8(TEXT_FRAME, 0);
  header.writeUInt8(MASKED | (isShort ? payload.length : 126), 1);
  if (!isShort) header.writeUInt16BE(payload.length, 2);
  const mask = randomBytes(4);
  const masked = payload.map((byte, index) => byte ^ mask.readUInt8(index % 4));
  return Buffer.concat([header, mask, masked]);
}
