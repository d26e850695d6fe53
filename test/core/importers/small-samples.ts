/** One small file of each format that the samples of other projects alone have a plain file of, and of archives' data. */
import { KEY, preferences, SECRET, signed } from './kit';

const login = { type: 1, name: 'ACME', favorite: true, login: { username: 'a', totp: SECRET } };
const uri = `otpauth://totp/ACME:b?secret=${SECRET}&issuer=ACME`;
const token = {
  label: 'a',
  issuerExt: 'ACME',
  secret: signed(KEY),
  type: 'TOTP',
  algo: 'SHA1',
  digits: 6,
  period: 30,
};

const JSONS: Readonly<Record<string, unknown>> = {
  bitwarden: {
    encrypted: false,
    folders: [{ id: 'f', name: 'Work' }],
    items: [login, { ...login, folderId: 'f', notes: 'note', login: { totp: uri } }],
  },
  'lastpass-authenticator': {
    version: 3,
    accounts: ['a', 'b'].map((userName, position) => ({
      ...{ issuerName: 'ACME', userName, secret: SECRET, timeStep: 30, digits: 6, algorithm: 'SHA1' },
      folderData: { folderId: 2, position },
    })),
    folders: [{ id: 2, name: 'Work' }],
  },
  'freeotp-plus': { tokens: [token, { ...token, type: 'HOTP', counter: 4 }], tokenOrder: ['ACME:a'] },
  'proton-pass': {
    userId: 'u',
    vaults: {
      one: {
        name: 'Private',
        items: [
          {
            data: {
              metadata: { name: 'ACME', note: 'note' },
              extraFields: [{ type: 'totp', data: { totpUri: SECRET } }],
              content: { totpUri: uri, itemUsername: 'a', sections: [{ sectionFields: [] }] },
            },
            state: 1,
            pinned: true,
          },
        ],
      },
    },
  },
  '1pux': {
    accounts: [
      {
        vaults: [
          {
            attrs: { name: 'Private' },
            items: [
              {
                overview: { title: 'ACME' },
                favIndex: 1,
                details: {
                  loginFields: [{ designation: 'username', value: 'a' }],
                  sections: [{ fields: [{ value: { totp: SECRET } }, { value: { totp: uri } }] }],
                },
              },
            ],
          },
        ],
      },
    ],
  },
};

/** Under the mask that the app has in itself. */
const SERIAL = '7cdb0acd';
const DEVICE_SECRET = '0db611c966445c06560382d44191a10866a37513';

const TEXTS: Readonly<Record<string, string>> = {
  battlenet: preferences({
    'com.blizzard.messenger.AUTHENTICATOR_SERIAL': SERIAL,
    'com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET': DEVICE_SECRET,
  }),
  html: `<!doctype html><table><tr><th>Issuer</th></tr><tr><td>ACME</td><td><code>${uri}</code></td></tr></table>`,
};

const encode = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(new TextEncoder().encode(text));

export const SMALL: readonly (readonly [format: string, file: Uint8Array<ArrayBuffer>])[] = [
  ...Object.entries(JSONS).map(([format, json]) => [format, encode(JSON.stringify(json))] as const),
  ...Object.entries(TEXTS).map(([format, text]) => [format, encode(text)] as const),
];

export function smallSample(format: string): Uint8Array<ArrayBuffer> {
  const found = SMALL.find(([one]) => one === format);
  if (!found) throw new Error(`no sample of ${format}`);
  return found[1];
}
