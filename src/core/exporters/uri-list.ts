import { formatKeyUri } from '../key-uri';
import { utf8 } from '../vault-file/bytes';
import type { Exporter } from './exporter';

/** Key URIs one a line, which nearly every app reads. */
export const uriList: Exporter = {
  extension: 'txt',
  mimeType: 'text/plain',
  holds: () => true,
  // Who reads one of Yandex takes it for Yandex's.
  changes: ({ type, issuer }) => (type === 'yandex' && issuer === '' ? ['issuer'] : []),
  keeps: { tags: 'none', note: false, pinned: false, pins: ['yandex'] },
  write: (accounts) => utf8(accounts.map((account) => `${formatKeyUri(account)}\n`).join('')),
};
