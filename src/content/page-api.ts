/**
 * What `page.ts` leaves on the global of the isolated world, for the background's injected calls. Types only:
 * the background has no DOM types and imports nothing else of this room.
 */
export interface FindAnswer {
  /** `loading`: none yet. `wrong-origin`: the document is not the one that was meant, or has none to compare. */
  status: 'prompt' | 'none' | 'loading' | 'wrong-origin';
}

export interface FillAnswer {
  /** `busy`: asked by nobody just now, and the prompt had its fill, or the person is typing. */
  status: 'filled' | 'no-field' | 'not-accepted' | 'busy' | 'wrong-origin';
}

export interface StandingAnswer {
  /** `standing`: the code is still in its field, in a tab in sight, and the page did not go on. */
  status: 'standing' | 'gone' | 'wrong-origin';
}

export interface SubmitAnswer {
  status: 'pressed' | 'none' | 'wrong-origin';
}

/** The visible part of an image in CSS pixels of the tab's viewport, to be cut out of a capture. */
export interface ImagePlace {
  x: number;
  y: number;
  width: number;
  height: number;
  devicePixelRatio: number;
}

export interface ImageAnswer {
  /** `place`: there are no pixels to be had. */
  status: 'pixels' | 'place' | 'none';
  /** The picture's own pixels, flattened on white. */
  dataUrl?: string;
  /** Absent where it is not known. */
  place?: ImagePlace;
}

export interface SelectionAnswer {
  status: 'text' | 'none' | 'wrong-origin';
  text: string;
}

/** What the page's origin said of the time, and when it was asked: Unix milliseconds by the clock of the computer. */
export interface DateAnswer {
  /** `none`: the request failed, or the answer has no date that may be read. */
  status: 'date' | 'none' | 'wrong-origin';
  date: string;
  age: string;
  before: number;
  after: number;
}

/** Every method answers; none throws, and none acts where the origin is not the expected one. */
export interface CounterfoilPage {
  findPrompt(expectedOrigin: string): FindAnswer;
  /** `how` is "automatic" where nobody pressed anything: an empty prompt is filled once, and nobody is interrupted. */
  fill(expectedOrigin: string, code: string, how: string): Promise<FillAnswer>;
  /** Waits, then tells whether the code filled last is still there, unsent. */
  standsAfter(expectedOrigin: string, code: string, milliseconds: string): Promise<StandingAnswer>;
  /** Puts a new code in the place of the one filled last, where that still stands. */
  replace(expectedOrigin: string, oldCode: string, code: string): Promise<FillAnswer>;
  /** For a bug report: how this page was judged, as JSON without anything of the page; empty elsewhere. */
  explain(expectedOrigin: string): string;
  /** Presses the button of the prompt filled last. */
  submit(expectedOrigin: string): SubmitAnswer;
  findRecoveryField(expectedOrigin: string): FindAnswer;
  /** Fills the field for a recovery code; never sends it. */
  fillRecovery(expectedOrigin: string, code: string): Promise<FillAnswer>;
  /** What the person selected, as it stands on the page. */
  readSelection(expectedOrigin: string): SelectionAnswer;
  readImage(expectedOrigin: string, srcUrl: string): ImageAnswer | { status: 'wrong-origin' };
}

declare global {
  var counterfoilPage: CounterfoilPage | undefined;
  /** Left by `site-clock.ts`, on a press for this page alone. */
  var counterfoilSiteDate: ((expectedOrigin: string) => Promise<DateAnswer>) | undefined;
}
