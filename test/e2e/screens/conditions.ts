/** What must hold for whom the browser changes the page: fingers, no motion, forced colours. */
import type { CDPSession, Page } from 'playwright-core';

interface Size {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** On a phone of this size, with `pointer: coarse` and no hovering, until `toDesk`. */
export const toPhone = (session: CDPSession, size: Size): Promise<void> => emulate(session, size, true);

export const toDesk = (session: CDPSession, size: Size): Promise<void> => emulate(session, size, false);

async function emulate(session: CDPSession, { width, height }: Size, isPhone: boolean): Promise<void> {
  const metrics = { width, height, deviceScaleFactor: 0, mobile: isPhone };
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: isPhone });
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
}

/**
 * What can be pressed and is smaller than a fingertip (44 px); its label counts, and the box that a field fills. A link in a
 * sentence may be as high as its line (WCAG 2.5.8). Says so too where no phone is before the page.
 */
export function touchProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (!matchMedia('(pointer: coarse)').matches) return ['no touch screen'];
    const targets = 'a[href], button, input, select, textarea, summary, [role=menuitem]';
    const all = [...document.querySelectorAll<HTMLElement>(targets)].filter(
      (element) => element.checkVisibility() && !element.matches(':disabled'),
    );
    return all.flatMap((element) => {
      const labels = element.matches('input:is([type=checkbox], [type=radio], [type=file])')
        ? [...((element as HTMLInputElement).labels ?? [])]
        : [];
      const box = element.closest('.search, .field-box, .file-picker') ?? element;
      const boxes = [box, ...labels].map((one) => one.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      const isInSentence = element.localName === 'a' && getComputedStyle(element).display === 'inline';
      if (isInSentence || (width >= 43.5 && height >= 43.5)) return [];
      const name = element.ariaLabel ?? labels[0]?.textContent ?? element.textContent ?? '';
      return [
        `${Math.round(width)} × ${Math.round(height)}: ${element.localName}.${element.className} ${name.slice(0, 30)}`,
      ];
    });
  });
}

/** What moves although the person asked for no motion. */
export function motionProblems(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => {
        const target = effect instanceof KeyframeEffect ? effect.target : null;
        return `moves: ${target?.localName}.${target?.className}`;
      }),
  );
}

/**
 * What is drawn with a ground alone (a bar, a mark, a dot) and is gone where the browser takes all grounds away. Asks in
 * forced colours, and leaves the page without them.
 */
export async function forcedColorsProblems(page: Page): Promise<string[]> {
  const count = await page.evaluate(noteGrounds);
  if (count === 0) return [];
  await page.emulateMedia({ forcedColors: 'active' });
  const problems = await page.evaluate(lostGrounds);
  await page.emulateMedia({ forcedColors: 'none' });
  return problems;
}

/** Notes the elements and pseudo-elements without content that differ from what they lie on. */
function noteGrounds(): number {
  const isDrawn = (style: CSSStyleDeclaration) =>
    !/^(?:rgba\(0, 0, 0, 0\)|transparent)$/.test(style.backgroundColor) &&
    style.backgroundColor !== getComputedStyle(document.documentElement).backgroundColor;
  const noted: [Element, string][] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (!element.checkVisibility()) continue;
    const isEmpty =
      element.childElementCount === 0 &&
      !element.textContent &&
      !/^(?:input|img|svg|canvas|video|progress)$/.test(element.localName);
    if (isEmpty && isDrawn(getComputedStyle(element))) noted.push([element, '']);
    for (const part of ['::before', '::after']) {
      const style = getComputedStyle(element, part);
      if (!/^(?:none|normal)$/.test(style.content) && isDrawn(style)) noted.push([element, part]);
    }
  }
  (globalThis as unknown as { counterfoilGrounds: typeof noted }).counterfoilGrounds = noted;
  return noted.length;
}

function lostGrounds(): string[] {
  const { counterfoilGrounds } = globalThis as unknown as { counterfoilGrounds: [Element, string][] };
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  return counterfoilGrounds.flatMap(([element, part]) => {
    const style = getComputedStyle(element, part || null);
    const hasLine = style.outlineStyle !== 'none' || Number.parseFloat(style.borderBlockStartWidth) > 0;
    const isLost = style.backgroundColor === paper || /^rgba\(.*, 0\)$/.test(style.backgroundColor);
    return isLost && !hasLine
      ? [`not seen in forced colours: ${element.localName}.${element.className}${part}`]
      : [];
  });
}
