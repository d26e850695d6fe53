/** Codes with one box per digit. */

/** A box is narrow; where `maxlength` does not say so, narrower still. */
const WIDEST_PX = 130;
const WIDEST_UNSAID_PX = 76;
const WIDEST_GAP_PX = 80;
const FEWEST = 4;
const MOST = 10;

/** One digit fits: said by `maxlength`, or left open (some take the whole code when it is pasted). */
function isBox(field: HTMLInputElement): boolean {
  const { width, height } = field.getBoundingClientRect();
  const isOpen = field.maxLength < 0 || field.maxLength >= FEWEST;
  if (field.value.length > 1 || height < SMALLEST_BOX_PX || width < SMALLEST_BOX_PX) return false;
  return field.maxLength === 1 ? width <= WIDEST_PX : isOpen && width <= WIDEST_UNSAID_PX;
}
const SMALLEST_BOX_PX = 8;

function areNeighbours(a: HTMLInputElement, b: HTMLInputElement): boolean {
  const one = a.getBoundingClientRect();
  const two = b.getBoundingClientRect();
  const isAlike = Math.abs(one.width - two.width) <= 4 && Math.abs(one.height - two.height) <= 4;
  const onOneLine = Math.abs(one.top - two.top) <= one.height / 2;
  const gap = Math.max(two.left - one.right, one.left - two.right);
  return a.type === b.type && isAlike && onOneLine && gap <= WIDEST_GAP_PX && gap >= -2;
}

/**
 * Rows of 4 to 10 boxes, in tree order. Several rows of one shape are a word game or a licence key, and
 * boxes of four to five characters are one; neither is returned.
 */
export function findRows(fields: readonly HTMLInputElement[]): HTMLInputElement[][] {
  const rows: HTMLInputElement[][] = [];
  let row: HTMLInputElement[] = [];
  for (const field of fields) {
    const previous = row.at(-1);
    if (!isBox(field)) row = [];
    else if (previous && areNeighbours(previous, field)) row.push(field);
    else {
      row = [field];
      rows.push(row);
    }
  }
  const whole = rows.filter(
    (one) => one.length >= FEWEST && one.length <= MOST && !isKey(one) && !one[0]?.disabled,
  );
  return whole.filter(
    (one) => !whole.some((other) => other !== one && other.length === one.length && isSameForm(one, other)),
  );
}

const isKey = (row: readonly HTMLInputElement[]): boolean =>
  row.every((field) => field.maxLength > 1 && field.maxLength < 6);

const isSameForm = (one: readonly HTMLInputElement[], other: readonly HTMLInputElement[]): boolean =>
  one[0]?.form === other[0]?.form;
