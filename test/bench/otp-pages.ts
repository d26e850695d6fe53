/** Pages to look for a prompt in, by their size in elements; each as an expression that builds it in an empty page. */
export interface OtpPage {
  readonly name: string;
  readonly html: string;
  /** Run in the page afterwards. */
  readonly script?: string;
  /** How many fields are to be found. */
  readonly fields: number;
}

const PROMPT =
  '<main><h1>Two-factor authentication</h1><p>Enter the 6-digit code from your authenticator app.</p><form><label>Code <input name="code" inputmode="numeric" maxlength="6"></label><button>Verify</button></form></main>';
const PROSE =
  '<section><h2>Ordering a kettle</h2><p>The kettle <em>boils</em> in three minutes, and <a href="#">the manual</a> says why.</p><ul><li>One litre</li><li>Two <b>litres</b></li></ul></section>';
const PROSE_ELEMENTS = 9;

const article = (elements: number): string => PROSE.repeat(Math.round(elements / PROSE_ELEMENTS));

/** 150 inputs among cells, as in a spreadsheet of orders. */
function table(elements: number): string {
  const inputs = 150;
  const cells = Math.round(elements / inputs) - 3;
  const row = (at: number) =>
    `<tr><td><input name="row[${at}]" value=""></td>${`<td>Item ${at} of many</td>`.repeat(cells)}</tr>`;
  return `<h1>Orders</h1><table>${Array.from({ length: inputs }, (_, at) => row(at)).join('')}</table>`;
}

const NEST = `
  let at = document.body;
  for (let depth = 0; depth < 60; depth++) {
    const host = at.appendChild(document.createElement('x-layer'));
    at = host.attachShadow({ mode: 'open' });
    const text = document.createElement('div');
    text.innerHTML = ARTICLE;
    at.append(text);
  }
  at.lastChild.innerHTML += PROMPT`;
const nested = (elements: number): string =>
  NEST.replace('ARTICLE', JSON.stringify(article(elements / 60))).replace('PROMPT', JSON.stringify(PROMPT));

export const OTP_PAGES: readonly OtpPage[] = [5_000, 100_000].flatMap((elements) => [
  { name: `${elements} elements, no input`, html: article(elements), fields: 0 },
  { name: `${elements} elements, 150 inputs in a table`, html: table(elements), fields: 0 },
  { name: `${elements} elements, a prompt at the end`, html: article(elements) + PROMPT, fields: 1 },
  {
    name: `${elements} elements, a prompt in 60 shadow roots`,
    html: '',
    script: nested(elements),
    fields: 1,
  },
]);
