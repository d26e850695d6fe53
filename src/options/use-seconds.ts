import { useEffect, useState } from 'preact/hooks';

/** Looked at more often than it changes, so that no second is skipped. */
const EVERY_MS = 250;

/** The clock of this computer in Unix seconds. */
export const unixNow = (): number => Math.floor(Date.now() / 1000);

/** The same, drawn anew with each second. */
export function useSeconds(): number {
  const [seconds, setSeconds] = useState(unixNow);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(unixNow()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}
