/**
 * What the isolated world keeps between two injections of `page.ts`, which replaces itself each time: elements only,
 * never a code. It goes with the document.
 */
export interface PageMemory {
  /** The fields of prompts that were filled by themselves: one fill per prompt. */
  readonly automatic: WeakSet<HTMLElement>;
  /** The fields that were filled last. */
  last: readonly HTMLElement[];
}

declare global {
  var counterfoilMemory: PageMemory | undefined;
}

export function memory(): PageMemory {
  globalThis.counterfoilMemory ??= { automatic: new WeakSet(), last: [] };
  return globalThis.counterfoilMemory;
}
