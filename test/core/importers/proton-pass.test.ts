import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const item = (content: object, rest: object = {}, extraFields: object[] = []) => ({
  data: { type: 'login', metadata: { name: 'ACME', note: 'note' }, extraFields, content },
  state: 1,
  pinned: false,
  ...rest,
});
const extra = (totpUri: string) => ({ fieldName: 'code', type: 'totp', data: { totpUri } });
const vaults = (...items: unknown[]) => ({ userId: 'u', vaults: { one: { name: 'Private', items } } });
const made = `otpauth://totp/ACME:Proton%20Pass?secret=${SECRET}&issuer=ACME`;

describe('Proton Pass', () => {
  const file = vaults(
    item({ totpUri: SECRET, itemUsername: 'a', itemEmail: 'a@acme.example' }, { pinned: true }),
    item({ totpUri: SECRET, itemUsername: '', itemEmail: 'b@acme.example' }),
    item({ totpUri: SECRET, username: 'old' }),
    item({ totpUri: made, itemEmail: 'd@acme.example' }),
    item({ totpUri: made }),
    item({ totpUri: '' }, {}, [extra(SECRET), { type: 'hidden', data: { content: SECRET } }]),
    item({ sections: [{ sectionFields: [extra(SECRET)] }] }),
  );
  const names = [
    'ACME:a',
    'ACME:b@acme.example',
    'ACME:old',
    'ACME:d@acme.example',
    'ACME:',
    'ACME:',
    'ACME:',
  ];

  it('is read as bare JSON', async () => {
    expect(await outline(file)).toEqual({ accounts: names, skipped: [] });
    const [first] = (await read(file)).accounts;
    expect(first).toMatchObject({ pinned: true, note: 'note', tags: ['Private'] });
  });

  it.each(['Proton Pass/', '', 'export/Proton Pass/'])('is read as an archive, in "%s"', async (folder) => {
    const archive = zipSync({ [`${folder}data.json`]: strToU8(JSON.stringify(file)) });
    expect(await outline(archive)).toEqual({ accounts: names, skipped: [] });
  });

  it('is taken without its trash', async () => {
    const trashed = vaults(item({ totpUri: SECRET }, { state: 2 }), item({ totpUri: '' }, { state: 2 }));
    expect(await outline(trashed)).toEqual({ accounts: [], skipped: ['ACME: in-trash'] });
  });

  it.each([
    ['encrypted', zipSync({ 'Proton Pass/data.pgp': strToU8('x') }), 'pgp-encrypted'],
    [
      'encrypted, and packed again',
      zipSync({ 'data.pgp': strToU8('-----BEGIN PGP MESSAGE-----\n') }),
      'pgp-encrypted',
    ],
    ['damaged', zipSync({ 'Proton Pass/data.json': strToU8('{"vaults":') }), 'bad-content'],
    ['cut off', zipSync({ 'Proton Pass/data.json': strToU8('{}') }).slice(0, 60), 'bad-zip'],
    ['of another shape', { userId: 'u', vaults: [] }, 'bad-content'],
    ['empty', { userId: 'u', vaults: { one: null, two: { items: [null, 5, {}] } } }, 'no-entries'],
  ])('is refused where it is %s', async (_what, wrong, code) =>
    expect(await refusal(read(wrong))).toBe(code),
  );
});
