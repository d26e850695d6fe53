import { flatAncestors, isInput } from './dom.ts';
import { focusField, hasFocus, selectContents } from './focus.ts';
import { announceChange, pasteText, typeCharacter, writeValue } from './keystroke.ts';
import { isGone, readCode, wait, wasTaken } from './reading.ts';

/** Between two digits: widgets that move the focus do so after the event. */
const BETWEEN_DIGITS_MS = 8;
/** A box that opens when the one before it is full does so in this time. */
const OPENING_MS = 120;

/** The boxes of one code, found again when the page draws them anew on every key. */
interface Row {
  boxes(): HTMLInputElement[];
}

function keepRow(first: readonly HTMLInputElement[]): Row {
  const around = first[0] ? [...flatAncestors(first[0])].slice(1) : [];
  const classes = new Set(first.map((box) => box.className));
  let known = [...first];
  const findAgain = (): HTMLInputElement[] => {
    const container = around.find((element) => element.isConnected);
    const inputs = [...(container?.querySelectorAll('input') ?? [])].filter(
      (input) => input.type === first[0]?.type && classes.has(input.className) && input.checkVisibility(),
    );
    return inputs.length === first.length ? inputs : known;
  };
  return {
    boxes: () => {
      if (known.some((box) => !box.isConnected)) known = findAgain();
      return known;
    },
  };
}

/**
 * Types one digit per box, into the box to which the page moved the focus. Where the boxes do not read the
 * code afterwards: pastes it into the first, and if that is not heard either, sets box by box.
 */
export async function fillRow(first: readonly HTMLInputElement[], code: string): Promise<boolean> {
  if (!first.every((box) => /^[0-9A-Za-z\s_•○]?$/.test(box.value)) || !first[0] || isGone(first[0]))
    return false;
  const row = keepRow(first);
  const strategies = [typeRow, pasteRow, writeRow];
  for (const strategy of strategies) {
    await strategy(row, code);
    if (
      await wasTaken(
        code,
        () => row.boxes().map(readCode).join(''),
        () => isOver(row),
      )
    )
      return true;
  }
  return false;
}

const isOver = (row: Row): boolean => row.boxes().every(isGone);

async function typeRow(row: Row, code: string): Promise<void> {
  for (const [index, character] of [...code].entries()) {
    const box = index === 0 ? row.boxes()[0] : await nextBox(row, index);
    if (!box) return;
    if (hasFocus(box) && box.ownerDocument.hasFocus()) selectContents(box);
    else focusField(box);
    typeCharacter(box, character, row.boxes());
    await wait(BETWEEN_DIGITS_MS);
  }
  const last = row.boxes().at(-1);
  if (last && !isGone(last)) announceChange(last);
}

/** The focused box, unless it is one that has its digit; then the one whose turn it is, once it is open. */
async function nextBox(row: Row, index: number): Promise<HTMLInputElement | undefined> {
  const focused = row.boxes().findIndex(hasFocus);
  const turn = Math.max(focused, index);
  for (let waited = 0; waited <= OPENING_MS; waited += BETWEEN_DIGITS_MS) {
    const box = row.boxes()[turn];
    if (box && !isGone(box)) return box;
    if (isOver(row)) return undefined;
    await wait(BETWEEN_DIGITS_MS);
  }
  return undefined;
}

function pasteRow(row: Row, code: string): Promise<void> {
  const [box] = row.boxes();
  if (box && !isGone(box)) {
    focusField(box);
    pasteText(box, code);
  }
  return Promise.resolve();
}

async function writeRow(row: Row, code: string): Promise<void> {
  for (const [index, character] of [...code].entries()) {
    const box = row.boxes()[index];
    if (!box || !isInput(box) || isGone(box)) return;
    if (readCode(box) === character) continue;
    focusField(box);
    writeValue(box, character);
    await wait(BETWEEN_DIGITS_MS);
  }
}
