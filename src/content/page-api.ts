/**
 * What `page.ts` leaves on the global of the isolated world, for the background's injected calls. Types only:
 * the background has no DOM types and imports nothing else of this room.
 */
export interface FindAnswer {
  /** `wrong-origin`: the document is not the one that was meant, or has none to compare. */
  status: 'prompt' | 'none' | 'wrong-origin';
}

export interface FillAnswer {
  status: 'filled' | 'no-field' | 'not-accepted' | 'wrong-origin';
}

export type ImageAnswer =
  /** The picture's own pixels, flattened on white, as a PNG. */
  | { status: 'pixels'; dataUrl: string }
  /** Its visible part in CSS pixels of the tab's viewport, to be cut out of a capture. */
  | { status: 'rect'; x: number; y: number; width: number; height: number; devicePixelRatio: number }
  | { status: 'none' };

/** Every method answers; none throws, and none acts where the origin is not the expected one. */
export interface CounterfoilPage {
  findPrompt(expectedOrigin: string): FindAnswer;
  fill(expectedOrigin: string, code: string): Promise<FillAnswer>;
  readImage(expectedOrigin: string, srcUrl: string): ImageAnswer | { status: 'wrong-origin' };
}

declare global {
  var counterfoilPage: CounterfoilPage | undefined;
}
