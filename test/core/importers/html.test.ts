import { describe, expect, it } from 'vitest';
import { read, refusal, SECRET } from './kit';

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);
const data = (bytes: Uint8Array) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
const page = (...body: string[]) =>
  `<!doctype html>\n<html><head><title>Export</title></head><body>${body.join('\n')}</body></html>\n`;
const code = (text: string) =>
  `<tr><td>ACME</td><td><code>${text}</code></td><td><img src="${data(PNG)}"></td></tr>`;
const uri = (more: string) => `otpauth://totp/ACME%3Aa?secret=${SECRET}&issuer=ACME${more}`;

describe('a page of HTML', () => {
  it('has a key URI in each code, escaped or not, and then no picture counts', async () => {
    const { format, accounts, skipped, pictures } = await read(
      page(
        '<table>',
        code(uri('&period=60')),
        code(uri('&amp;digits=8')),
        code(`steam://${SECRET}`),
        code(uri('&digits=12')),
        code('motp://ACME:b?secret=00'),
        '</table><code>text</code>',
      ),
    );
    expect(format).toBe('html');
    expect(accounts).toMatchObject([
      { issuer: 'ACME', name: 'a', secret: SECRET, period: 60 },
      { digits: 8 },
      { type: 'steam', issuer: 'Steam' },
    ]);
    expect(skipped).toEqual([
      { name: '4', reason: 'bad-digits' },
      { name: '5', reason: 'pin-missing' },
    ]);
    expect(pictures).toBeUndefined();
  });

  it('hands over its pictures where there is no key URI, and reads no secret beside them', async () => {
    const broken = data(PNG)
      .replace(',', ',\n')
      .replace(/(.{40})/, '$1\r\n');
    const { accounts, skipped, pictures } = await read(
      page(
        `<table><tr><td>ACME</td><td class='qr'><img src="${broken}"/></td><td>${SECRET}</td></tr></table>`,
        `<p>Secret: <b>${SECRET}</b></p><img src="${data(PNG)}" alt="QR Code">`,
        `<img src="https://acme.example/a.png"><img src="${data(Uint8Array.of(1, 2))}"><img src="data:image/png;base64,!">`,
      ).replace('<!doctype html>', ''),
    );
    expect(accounts).toEqual([]);
    expect(pictures).toEqual([{ picture: PNG }, { picture: PNG }]);
    expect(skipped).toEqual([
      { name: '3', reason: 'bad-image' },
      { name: '4', reason: 'bad-image' },
    ]);
  });

  it('hands over what Aegis writes beside its pictures: notes and favourites', async () => {
    const head = ['Issuer', 'Name', 'QR Code', 'Note', 'Favorite', 'PIN'].map((name) => `<th>${name}</th>`);
    const row = (note: string, favourite: string) =>
      `<tr><td>ACME</td><td>a</td><td class='qr'><img src="${data(PNG)}"/></td><td>${note}</td><td>${favourite}</td><td>-</td></tr>`;
    const rows = [row('two &amp; two\nlines', 'true'), row('', 'false'), row('-', '-')];
    const { pictures } = await read(page('<table><tr>', ...head, '</tr>', ...rows, '</table>'));
    expect(pictures).toEqual([
      { picture: PNG, note: 'two & two\nlines', pinned: true },
      { picture: PNG },
      { picture: PNG },
    ]);
  });

  it('is refused with neither, with too many, and cut off', async () => {
    expect(await refusal(read(page('<p>Hello</p>')))).toBe('no-entries');
    expect(await refusal(read(page(`<img src="${data(PNG)}">`.repeat(2001))))).toBe('too-many');
    const whole = page(code(uri('')));
    for (const length of [30, 150, 180, whole.length - 9])
      expect(await refusal(read(whole.slice(0, length)))).toBe('truncated');
  });

  const row = code(uri(''));
  it.each([
    ['comments above it', `<!-- made by ACME --> <!----> ${page(row)}`],
    ['comments above it, in XML', `<?xml version="1.0"?>\n<!-- a > b -->\n${page(row)}`],
    ['comments below it', `${page(row)}<!-- saved --> \n <!-- twice -->`],
    ['a comment as its last letter', `${page(row).trimEnd()}<!-- saved -->`],
    ['no end', page(row).replace(/<\/body>.*$/s, '')],
    [
      'no end of its rows',
      `<!doctype html><title>Codes</title><ul><li><code>${uri('')}</code><li>b<p>c<img src="a>b">`,
    ],
  ])('is whole with %s', async (_what, text) => {
    expect((await read(text)).accounts).toMatchObject([{ issuer: 'ACME', secret: SECRET }]);
  });

  it.each([
    ['a code', `<code>${uri('')}`],
    ['a code, whose row ends', `<p><code>${uri('')}</p>`],
    ['a tag', '<img src="data:image/png'],
    ['a tag, behind a bracket in it', '<img alt="a>b" src="data'],
    ['the name of a tag', '<im'],
    ['the name of another tag', '<t'],
    ['the start of a tag', '<'],
    ['the end of an element', '</co'],
    ['the start of an end', '</'],
    ['a comment', '<!-- the rest'],
    ['a table', '<table><tr><td>b</td></tr>'],
    ['a style', '<style>td{}'],
  ])('is refused where it is cut inside %s', async (_what, text) => {
    expect(await refusal(read(`<!doctype html>\n<html><body>${row}${text}`))).toBe('truncated');
  });

  it('is a result where no picture is one', async () => {
    const { pictures, skipped } = await read(page('<img src="data:image/png;base64,AAAA">'));
    expect(pictures).toBeUndefined();
    expect(skipped).toEqual([{ name: '1', reason: 'bad-image' }]);
  });
});
