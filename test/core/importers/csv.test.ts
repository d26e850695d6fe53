import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline, read, refusal, SECRET } from './kit';

const lines = (...rows: string[]) => rows.join('\r\n');

describe('the columns', () => {
  it.each([
    ['Bitwarden', 'folder,name,login_username,login_password,login_totp', `F,ACME,a,p,${SECRET}`],
    ['1Password', 'Title,Username,Password,OTPAuth,Tags', `ACME,a,p,${SECRET},F`],
    ['Apple Passwords', 'Title,URL,Username,Password,Notes,OTPAuth', `ACME,,a,p,,${SECRET}`],
    ['LastPass', 'url,username,password,totp,extra,name,grouping,fav', `u,a,p,${SECRET},,ACME,F,0`],
    [
      'Dashlane',
      'username,username2,title,password,category,otpUrl',
      `,a,ACME,p,F,otpauth://totp/?secret=${SECRET}`,
    ],
    ['Proton Pass', 'type,name,email,username,password,totp,vault', `login,ACME,a,,p,${SECRET},F`],
    [
      'Zoho Vault',
      'Password Name,SecretData,TOTP,Folder Name',
      `ACME,"SecretType:Web\nUser Name:a\nPassword:p",otpauth://totp/?secret=${SECRET},F`,
    ],
    ['KeePass', 'TOTP Seed,TOTP Settings,User Name,Title', `${SECRET},30;6,a,ACME`],
    ['any order and case', 'TOTP,PASSWORD,TITLE,USERNAME', `${SECRET},p,ACME,a`],
    ['a blank around', 'Title , Username ,TOTP', `ACME,a,${SECRET}`],
  ])('of %s', async (_app, header, row) =>
    expect((await read(lines(header, row))).accounts).toMatchObject([
      { type: 'totp', issuer: 'ACME', name: 'a', secret: SECRET, digits: 6, period: 30 },
    ]),
  );

  it('of KeePass give counters', async () => {
    const { accounts } = await read(lines('Title,HmacOtp-Secret-Base32,HmacOtp-Counter', `ACME,${SECRET},7`));
    expect(accounts).toMatchObject([{ type: 'hotp', counter: 7 }]);
  });

  it('give the group as it stands, with the root that KeePassXC writes', async () => {
    const header = 'Group,Title,Username,Password,URL,Notes,TOTP,Icon,Last Modified,Created';
    const [account] = (await read(lines(header, `Root/Work,ACME,a,p,,,${SECRET},0,,`))).accounts;
    expect(account?.tags).toEqual(['Root/Work']);
  });

  it('give the collection of an organisation of Bitwarden', async () => {
    const header =
      'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp';
    const { accounts } = await read(lines(header, `Team,login,ACME,,,0,,a,p,${SECRET}`));
    expect(accounts).toMatchObject([{ issuer: 'ACME', name: 'a', tags: ['Team'] }]);
  });

  it('give tags, note and pin', async () => {
    const header = 'Title,Username,OTPAuth,Favorite,Tags,Notes';
    const { accounts } = await read(lines(header, `ACME,a,${SECRET},true,one;two,"first\nsecond"`));
    expect(accounts).toMatchObject([{ pinned: true, tags: ['one', 'two'], note: 'first\nsecond' }]);
  });
});

it('gives each one-time password of a row', async () => {
  const row = `ACME,a,${SECRET},GEZDGNBVGY3TQOJQ,7`;
  const file = lines('Title,User Name,TimeOtp-Secret-Base32,HmacOtp-Secret-Base32,HmacOtp-Counter', row);
  expect((await read(file)).accounts).toMatchObject([
    { type: 'totp', secret: SECRET },
    { type: 'hotp', counter: 7 },
  ]);
});

it('has the user where Proton Pass writes its own name for one', async () => {
  const uri = (issuer: string) => `otpauth://totp/Proton%20Pass?secret=${SECRET}&issuer=${issuer}`;
  const rows = [`ACME,a@acme.example,${uri('ACME')}`, `ACME,,${uri('ACME')}`, `ACME,a,${uri('Other')}`];
  expect((await outline(lines('name,email,totp', ...rows))).accounts).toEqual([
    'ACME:a@acme.example',
    'ACME:',
    'Other:Proton Pass',
  ]);
});

describe('the rows', () => {
  it.each(['\n', '\r\n', '\r'])('end with %j', async (end) => {
    const file = ['title,"username","totp"', `ACME,a,"${SECRET}"`, `"ACME",b,${SECRET}`].join(end);
    expect((await outline(file)).accounts).toEqual(['ACME:a', 'ACME:b']);
  });

  it('may end in different ways', async () =>
    expect((await outline(`title,totp\r\nA,${SECRET}\nB,${SECRET}\rC,"${SECRET}"\r\n`)).accounts).toEqual([
      'A:',
      'B:',
      'C:',
    ]));

  it('may be longer or shorter than the header, and empty', async () => {
    const rows = ['', 'ACME', ',,', `ACME,a,${SECRET},stray,cells`, '   ', `"ACME ""2""",b,${SECRET}`];
    expect(await outline(lines('name,login_username,login_totp', ...rows, ''))).toEqual({
      accounts: ['ACME:a', 'ACME "2":b'],
      skipped: [],
    });
  });

  it('are skipped one by one', async () => {
    const rows = ['one,,18!', 'two,,motp://a:b?secret=00', ',c,key=', ',,key=', `four,,${SECRET}`];
    expect(await outline(lines('title,username,totp', ...rows))).toEqual({
      accounts: ['four:'],
      skipped: ['one: bad-secret', 'two: pin-missing', 'c: secret-missing', '4: secret-missing'],
    });
  });

  it.each([
    ['a quote that does not end', lines('title,username,totp', `ACME,a,${SECRET}`, '"open,b,'), 'truncated'],
    ['text behind a quote', lines('title,username,totp', '"closed"then more,a,b'), 'bad-content'],
    ['no codes', lines('title,username,totp', 'ACME,a,'), 'no-entries'],
    ['no rows', 'title,username,totp', 'no-entries'],
    ['too many', lines('title,username,totp', ...Array(2001).fill(`ACME,a,${SECRET}`)), 'too-many'],
  ])('are refused: %s', async (_what, file, code) => expect(await refusal(read(file))).toBe(code));
});

describe('a table without a column of codes', () => {
  it.each([
    'name,url,username,password,note',
    '"url","username","password","httpRealm","formActionOrigin","guid"',
    'url,username,password,extra,name,grouping,fav',
    'name,url,additional_urls,username,password,note,custom_fields',
  ])('%s', async (header) => expect(await refusal(read(lines(header, 'a,b,c')))).toBe('no-otp-column'));
});

it('leaves a list of key URIs with commas alone', async () =>
  expect((await read(`otpauth://totp/a?secret=${SECRET}&issuer=title,totp,username`)).format).toBe(
    'uri-list',
  ));

describe('the archive of Safari', () => {
  const row = (name: string) =>
    strToU8(lines('Title,URL,Username,Password,Notes,OTPAuth', `ACME,,${name},p,,${SECRET}`));
  const bookmarks = { 'Safari/Lesezeichen.html': strToU8('<!doctype html><html></html>') };
  const plain = strToU8(lines('Title,Username,Password', 'ACME,a,p'));
  const history = strToU8('visited,times\n1,2');

  it('is read with its table under any name, and any number of them', async () => {
    const archive = zipSync({
      ...bookmarks,
      'Safari/Passwörter.csv': row('a'),
      'Safari/More.CSV': row('b'),
      'Safari/History.csv': history,
      'Safari/Plain.csv': plain,
      '__MACOSX/Safari/._More.CSV': row('c'),
    });
    expect(await outline(archive)).toEqual({ accounts: ['ACME:a', 'ACME:b'], skipped: [] });
  });

  it.each<[string, Record<string, Uint8Array>]>([
    ['no-otp-column', { ...bookmarks, 'Passwords.csv': plain }],
    ['bad-content', { 'Passwords.csv': history }],
    ['not-utf8', { 'Passwords.csv': Uint8Array.of(0xc3, 0x28) }],
    ['no-entries', bookmarks],
  ])('is refused with %s', async (code, members) => expect(await refusal(read(zipSync(members)))).toBe(code));
});
