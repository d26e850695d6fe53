/**
 * The only door to the WebExtension API. Every current browser has `browser` itself, where the polyfill does
 * nothing; Chrome before 148 has `chrome` only. Nothing that it adds beyond promises is relied on.
 */
import polyfill from 'webextension-polyfill';

export const browser = polyfill;
export type { Menus, Runtime, Storage, Tabs } from 'webextension-polyfill';
