/** The real mouse needs to know where on the screen an element of a page is, and what kind of place that is. */
import type { Page } from 'playwright-core';
import type { MenuContext } from './context-menu-labels.ts';

export interface Point {
  x: number;
  y: number;
}

/** The middle of the first element that matches, in screen pixels, and what a right-click there is about. */
export async function screenPoint(
  page: Page,
  selector: string,
): Promise<Point & { contexts: MenuContext[] }> {
  await page.bringToFront();
  const element = page.locator(selector).first();
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`${selector} is not rendered, so it cannot be right-clicked`);
  const corner = await page.evaluate(() => {
    const frame = (window.outerWidth - window.innerWidth) / 2;
    // All that stands above the page (tabs, address, notices) is in this difference, and the frame's lower edge.
    return { x: window.screenX + frame, y: window.screenY + window.outerHeight - window.innerHeight - frame };
  });
  const contexts = await element.evaluate(placeKinds);
  return {
    x: Math.round(corner.x + box.x + box.width / 2),
    y: Math.round(corner.y + box.y + box.height / 2),
    contexts,
  };
}

/** Chromium's rule: `page` holds only where nothing more special does. */
function placeKinds(element: Element): MenuContext[] {
  const kinds: MenuContext[] = [];
  if (element.closest('img')) kinds.push('image');
  if (element.closest('a[href]')) kinds.push('link');
  if (element.closest('input, textarea, [contenteditable]')) kinds.push('editable');
  if (getSelection()?.toString()) kinds.push('selection');
  return kinds.length > 0 ? kinds : ['page'];
}
