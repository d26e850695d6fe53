/** What stands around the screens in the pictures for the stores, as pages. */
import { readFileSync } from 'node:fs';
import type { Window } from '../e2e/screens/look.ts';

const ICON = readFileSync(new URL('../../public/icons/icon-128.png', import.meta.url), 'base64');
/** CSS pixels: as high as the screen may be on the ground. */
const ROOM = 700;

/** The colours of `ui/theme.css`. */
const GROUNDS = {
  light: { ground: '#e3f1ee', ink: '#1b2027', muted: '#4a525c', hole: '#0a6f68', edge: '#cfe3df' },
  dark: { ground: '#0d1f1d', ink: '#eceae4', muted: '#a9b3bb', hole: '#5cc8bc', edge: '#2b3036' },
} as const;

interface Backdrop {
  readonly title: string;
  readonly text: string;
  /** A picture as a data URL. */
  readonly screen: string;
  readonly window: Window;
  readonly theme: keyof typeof GROUNDS;
  readonly locale: string;
  readonly direction: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

type Words = Pick<Backdrop, 'title' | 'locale' | 'direction'>;

/** The name alone, torn off as a ticket is: the tile that leads to the listing, where a screen would be too small to read. */
export function tile({ title, locale, direction }: Words, { width, height }: Window): string {
  const { ground, ink, hole } = GROUNDS.light;
  return `<!doctype html>
<html lang="${locale.replace('_', '-')}" dir="${direction}">
<style>
  * { margin: 0; box-sizing: border-box; }
  html { font-size: ${height / 28}px; }
  body { width: ${width}px; height: ${height}px; overflow: hidden; display: flex; background: ${ground}; color: ${ink};
    font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
  .words { flex: 1; display: flex; flex-direction: column; justify-content: center; padding-inline: 3rem; }
  .name { font-size: 3.6rem; line-height: 1.2; font-weight: 700; letter-spacing: -0.01em; }
  p { font-size: 1.9rem; line-height: 1.35; color: ${hole}; text-wrap: balance; }
  .stub { display: flex; align-items: center; padding-inline: 2.4rem; position: relative; background: ${hole}; }
  .stub::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: -0.1rem; width: 0.2rem;
    background: repeating-linear-gradient(${ground} 0 0.8rem, transparent 0.8rem 1.6rem); }
  .stub img { display: block; width: 8rem; height: 8rem; padding: 1.2rem; border-radius: 1.8rem; background: ${ground}; }
</style>
<div class="words">
  <div class="name">Counterfoil</div>
  <p>${escaped(title)}</p>
</div>
<div class="stub"><img src="data:image/png;base64,${ICON}" alt=""></div>`;
}

/** A page of 1280×800: words on one side, the screen on the other. */
export function backdrop({ title, text, screen, window, theme, locale, direction }: Backdrop): string {
  const { ground, ink, muted, hole, edge } = GROUNDS[theme];
  const width = Math.round((window.width * ROOM) / window.height);
  /** What is beside the settings. */
  const isNarrow = width > 560;
  return `<!doctype html>
<html lang="${locale.replace('_', '-')}" dir="${direction}">
<style>
  * { margin: 0; box-sizing: border-box; }
  body { width: 1280px; height: 800px; overflow: hidden; display: flex; background: ${ground}; color: ${ink};
    font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
  .words { flex: 1; display: flex; flex-direction: column; justify-content: center; padding: 0 ${isNarrow ? 56 : 72}px 24px; }
  .name { display: flex; align-items: center; gap: 14px; font: 600 24px/1 system-ui, "Noto Sans", sans-serif; color: ${hole}; }
  .name img { width: 44px; height: 44px; }
  h1 { font-size: ${isNarrow ? 52 : 60}px; line-height: 1.12; font-weight: 700; margin: 44px 0 22px; letter-spacing: -0.01em; text-wrap: balance; }
  p { font-size: ${isNarrow ? 22 : 25}px; line-height: 1.45; color: ${muted}; text-wrap: pretty; }
  :lang(ja) { word-break: auto-phrase; }
  .stub { display: flex; align-items: center; padding-inline: 64px 72px; position: relative; }
  /* The perforation of a counterfoil, along which it is torn off. */
  .stub::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: -1px; width: 2px;
    background: repeating-linear-gradient(${hole} 0 8px, transparent 8px 20px); opacity: 0.45; }
  .screen { display: block; width: ${width}px; height: ${ROOM}px; border-radius: 18px;
    outline: 1px solid ${edge}; box-shadow: 0 2px 6px rgb(8 32 30 / 10%), 0 24px 64px rgb(8 32 30 / 22%); }
</style>
<div class="words">
  <div class="name"><img src="data:image/png;base64,${ICON}" alt="">Counterfoil</div>
  <h1>${escaped(title)}</h1>
  <p>${escaped(text)}</p>
</div>
<div class="stub"><img class="screen" src="${screen}" alt=""></div>`;
}
