/**
 * WebDriver names keys by private code points (https://w3c.github.io/webdriver/#keyboard-actions). Chords are written as
 * for the other browser: `Shift+Tab`, `alt+shift+o`.
 */

const NAMED_KEYS: Record<string, string> = {
  enter: '\uE007',
  tab: '\uE004',
  escape: '\uE00C',
  backspace: '\uE003',
  delete: '\uE017',
  space: ' ',
  pageup: '\uE00E',
  pagedown: '\uE00F',
  end: '\uE010',
  home: '\uE011',
  arrowleft: '\uE012',
  arrowup: '\uE013',
  arrowright: '\uE014',
  arrowdown: '\uE015',
  shift: '\uE008',
  control: '\uE009',
  ctrl: '\uE009',
  alt: '\uE00A',
  meta: '\uE03D',
};

/** The `actions` of `WebDriver:PerformActions`: all keys of the chord go down in order and come up in reverse. */
export function chordActions(chord: string): object[] {
  const keys = (chord === '+' ? ['+'] : chord.split('+')).map(webdriverKey);
  return keyActions([
    ...keys.map((value) => ({ type: 'keyDown', value })),
    ...keys.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]);
}

export function typingActions(text: string): object[] {
  return keyActions(
    [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]),
  );
}

function webdriverKey(name: string): string {
  const named = NAMED_KEYS[name.toLowerCase()];
  if (named) return named;
  if ([...name].length !== 1) throw new Error(`No key is named ${name}; add it to webdriver-keys.ts`);
  return name;
}

function keyActions(actions: object[]): object[] {
  return [{ type: 'key', id: 'keyboard', actions }];
}
