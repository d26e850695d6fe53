/**
 * What a test may do with a real action popup. Both browsers drive theirs by their own means behind this, so that one
 * test can be told for both.
 */
import type { PageFunction } from './page-function.ts';

export interface Popup {
  /** Runs `fn` in the popup with JSON arguments and returns its (awaited) JSON result. */
  evaluate<Args extends readonly unknown[], Result>(
    fn: PageFunction<Args, Result>,
    ...args: Args
  ): Promise<Result>;
  /** Waits until an element matches the CSS selector and is rendered, or until `fn` returns something truthy. */
  waitFor(condition: string | PageFunction<[], unknown>, timeoutMs?: number): Promise<void>;
  /** Clicks the middle of the element with trusted mouse events, as soon as it is rendered. */
  click(selector: string): Promise<void>;
  /** Types into whatever has the focus, one key after the other. */
  type(text: string): Promise<void>;
  /** Presses a named key or character, with modifiers: `Enter`, `Shift+Tab`. */
  press(chord: string): Promise<void>;
  /** Writes a PNG of the popup. */
  screenshot(path: string): Promise<void>;
  closed(): Promise<boolean>;
  close(): Promise<void>;
}
