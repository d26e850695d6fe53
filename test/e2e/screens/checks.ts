/** What must hold on every screen, asked of the page itself. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CDPSession, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core finds, as `rule: places`. Sent over CDP, because our CSP keeps every other script out. The dark theme
 * changes colours alone, so only those are asked about again. The one new rule of WCAG 2.2 is off by default.
 */
export async function axeProblems(session: CDPSession, theme: 'light' | 'dark'): Promise<string[]> {
  const rules = theme === 'dark' ? `runOnly: ['color-contrast', 'link-in-text-block'],` : '';
  const expression = `(async () => {
    if (!globalThis.axe) { ${AXE} }
    const { violations } = await axe.run({ ${rules} resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, any }) => target + ' ' + any[0]?.message).join(' | '));
  })()`;
  const answer = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
  return answer.result.value;
}

/** Text that is cut off or runs out of its box, controls that cover each other, and sideways scrolling. */
export function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) problems.push(`scrolls sideways: ${root.scrollWidth} px`);
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { display, overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
      const mayCut =
        textOverflow === 'ellipsis' || /auto|scroll/.test(overflowX) || element.closest('.hidden-text');
      if (!isText || display === 'inline' || mayCut || !element.checkVisibility()) continue;
      const say = (what: string) =>
        problems.push(
          `${what}: ${element.localName}.${element.className} ${element.textContent?.slice(0, 40)}`,
        );
      if (element.scrollWidth > element.clientWidth + 1) say('too wide');
      const mustHold = element.localName === 'button' || overflowY === 'hidden';
      if (mustHold && element.scrollHeight > element.clientHeight + 1) say('too high');
      const { left, right } = element.getBoundingClientRect();
      if (left < -1 || right > root.clientWidth + 1) say('out of the window');
    }
    /** Less what a scrolled box around it cuts off. */
    function seenOf(element: Element): DOMRect {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const box = element.parentElement?.closest('.export-picks, .health-accounts, .manage-tags, .tag-bar');
      const edge = box?.getBoundingClientRect() ?? new DOMRect(-1e6, -1e6, 2e6, 2e6);
      const [x, y] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      const [width, height] = [Math.min(right, edge.right) - x, Math.min(bottom, edge.bottom) - y];
      return new DOMRect(x, y, Math.max(0, width), Math.max(0, height));
    }
    const controls = [
      ...document.body.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea'),
    ]
      .filter(
        (element) =>
          element.checkVisibility({ opacityProperty: true }) &&
          !element.closest('.hidden-text') &&
          // Cut down to nothing until a key comes to it; then it is meant to lie over what it stands for.
          getComputedStyle(element).clipPath !== 'inset(50%)',
      )
      .map((element) => ({ element, box: seenOf(element) }));
    const isOver = (element: Element): boolean =>
      element !== document.body &&
      (/fixed|sticky/.test(getComputedStyle(element).position) ||
        isOver(element.parentElement ?? document.body));
    const holds = (outer: DOMRect, inner: DOMRect) =>
      outer.left <= inner.left &&
      outer.right >= inner.right &&
      outer.top <= inner.top &&
      outer.bottom >= inner.bottom;
    controls.forEach(({ element, box }, index) => {
      for (const { element: other, box: its } of controls.slice(index + 1)) {
        const width = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const height = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (width < 2 || height < 2 || isOver(element) || isOver(other)) continue;
        // One that lies over a whole row, below its other buttons, is meant.
        if (holds(box, its) || holds(its, box)) continue;
        problems.push(
          `one over the other: ${element.className} ${element.textContent}, ${other.className} ${other.textContent}`,
        );
      }
    });
    return problems;
  });
}

/** Everything that can be pressed or typed into and that Tab does not reach, or reaches without a mark to be seen. */
export async function keyboardProblems(page: Page): Promise<string[]> {
  const count = await page.evaluate(startTabbing);
  const seen: (Tabbed | null)[] = [];
  for (let press = 0; press < count + 3; press += 1) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(whereTabIs));
  }
  const names = await page.evaluate<string[]>('counterfoilTest.names');
  const reached = new Map(seen.flatMap((one) => (one ? [[one.index, one.isMarked]] : [])));
  return names.flatMap((name, index) => {
    if (!reached.has(index)) return [`not reached by Tab: ${name}`];
    return reached.get(index) ? [] : [`focus cannot be seen: ${name}`];
  });
}

interface Tabbed {
  index: number;
  isMarked: boolean;
}

interface Tabbing {
  elements: Element[];
  names: string[];
  looks: Map<Element, string>;
  lookOf: (element: Element) => string;
}

/**
 * Lists what Tab must reach. Of a list, a menu or radio buttons, which have arrow keys of their own, that is the one entry
 * with `tabindex` 0 or the chosen one.
 */
function startTabbing(): number {
  const controls = 'a[href], button, input, select, textarea, summary, [tabindex]';
  const elements = [...document.querySelectorAll<HTMLElement>(controls)].filter(
    (element) =>
      element.checkVisibility() &&
      !element.matches(':disabled, [role=menuitem], h1, h2, [type=radio]:not(:checked)') &&
      !element.closest('li[tabindex="-1"]'),
  );
  const names = elements.map(
    (element) =>
      `${element.localName}.${element.className} ${element.ariaLabel ?? element.textContent?.slice(0, 30)}`,
  );
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const lookOf = (element: Element): string => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
    return outlineStyle === 'none'
      ? boxShadow
      : [outlineStyle, outlineWidth, outlineColor, boxShadow].join(' ');
  };
  const looks = new Map([...document.querySelectorAll('*')].map((element) => [element, lookOf(element)]));
  (globalThis as unknown as { counterfoilTest: Tabbing }).counterfoilTest = {
    elements,
    names,
    looks,
    lookOf,
  };
  return elements.length;
}

/** The control that has the focus, and whether a ring or shadow that was not there before lies at its place. */
function whereTabIs(): Tabbed | null {
  const { elements, looks, lookOf } = (globalThis as unknown as { counterfoilTest: Tabbing }).counterfoilTest;
  const focused = document.activeElement;
  const index = focused ? elements.indexOf(focused as HTMLElement) : -1;
  if (!focused || index < 0) return null;
  const at = focused.getBoundingClientRect();
  const isHere = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.left < at.right && box.right > at.left && box.top < at.bottom && box.bottom > at.top;
  };
  const changed = [...document.querySelectorAll('*')].filter(
    (element) => lookOf(element) !== (looks.get(element) ?? 'none'),
  );
  return { index, isMarked: changed.some(isHere) };
}

const PAIRS = [
  ...['--paper', '--raised', '--hover'].flatMap((ground) => [
    ['--edge', ground, 3],
    ['--focus', ground, 3],
  ]),
  ...['--paper', '--raised'].flatMap((ground) => [
    ['--bad', ground, 3],
    ['--warn', ground, 3],
    ['--accent', ground, 3],
    ['--muted', ground, 4.5],
  ]),
] as [string, string, number][];

/** Pairs of theme colours with less contrast than WCAG 2.2 asks for (1.4.11 for edges, 1.4.3 for text). */
export function themeProblems(page: Page): Promise<string[]> {
  return page.evaluate((pairs) => {
    const root = document.documentElement;
    const luminance = (token: string): number => {
      root.style.color = `var(${token})`;
      const parts = getComputedStyle(root).color.match(/[\d.]+/g) ?? [];
      const [red = 0, green = 0, blue = 0] = parts.map((text) => {
        const part = Number(text) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const problems = pairs.flatMap(([one, other, least]) => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      const contrast = (light + 0.05) / (dark + 0.05);
      return contrast >= least ? [] : [`${one} on ${other}: ${contrast.toFixed(2)}`];
    });
    root.style.color = '';
    return problems;
  }, PAIRS);
}
