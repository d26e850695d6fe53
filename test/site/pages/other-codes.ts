import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { qrImage } from '../qr.ts';
import type { Reply } from '../reply.ts';
import type { Visit } from '../visit.ts';

interface DemoCode {
  id: string;
  title: string;
  note: string;
  text: string;
}

/** Public on purpose. The HOTP secret is the one of RFC 4226 appendix D, whose first ten codes stand there. */
const demoCodes: readonly DemoCode[] = [
  {
    id: 'totp-first',
    title: 'An account',
    note: 'TOTP with the usual settings.',
    text: 'otpauth://totp/Practice%20Site%20demo:first?secret=MRSW23ZNMZUXE43UFVZWKY3SMV2C22LU&issuer=Practice%20Site%20demo',
  },
  {
    id: 'totp-second',
    title: 'Another account',
    note: 'TOTP with SHA-256, eight digits and a period of 60 seconds.',
    text: 'otpauth://totp/Practice%20Site%20demo:second?secret=MRSW23ZNONSWG33OMQWXGZLDOJSXILLJ&issuer=Practice%20Site%20demo&algorithm=SHA256&digits=8&period=60',
  },
  {
    id: 'link',
    title: 'A plain link',
    note: 'No account. A scanner must say so and not open it.',
    text: 'https://example.com/not-an-account',
  },
  {
    id: 'hotp',
    title: 'A counter',
    note: 'HOTP. The first code, for counter 0, is 755224.',
    text: 'otpauth://hotp/Practice%20Site%20demo:counter?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Practice%20Site%20demo&counter=0',
  },
  {
    id: 'steam',
    title: 'Steam',
    note: 'Five characters from Steam’s own alphabet.',
    text: 'otpauth://steam/Steam:practice-demo?secret=MRSW23ZNON2GKYLNFVZWKY3SMV2C22LU&issuer=Steam',
  },
];

export async function showOtherCodes({ session }: Visit): Promise<Reply> {
  const figures = await Promise.all(demoCodes.map(figure));
  const body = html`
    <p class="lead">Five QR codes to try a scanner on.</p>
    <p><strong>Demo secrets.</strong> They are the same for everybody and protect nothing.</p>
    <div class="gallery">${figures}</div>`;
  return page({ title: 'Other QR codes', session, body, isWide: true });
}

async function figure({ id, title, note, text }: DemoCode): Promise<Html> {
  return html`<figure class="qr" id="${id}">
    <img src="${await qrImage(text)}" alt="QR code: ${title}">
    <figcaption>
      <h2>${title}</h2>
      <p>${note}</p>
      <code>${text}</code>
    </figcaption>
  </figure>`;
}
