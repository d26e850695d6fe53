/** "3 minutes and 30 seconds", rounded up to whole seconds. */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const parts = [
    Math.floor(seconds / 60) && count(Math.floor(seconds / 60), 'minute'),
    seconds % 60 && count(seconds % 60, 'second'),
  ];
  return parts.filter(Boolean).join(' and ');
}

/** "1 step", "2 steps". */
export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
