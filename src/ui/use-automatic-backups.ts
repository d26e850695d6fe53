import { useEffect } from 'preact/hooks';

/** While it is on, this page keeps the folder of backups up to date. Its code comes after the first picture. */
export function useAutomaticBackups(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const starting = import('./automatic-backups').then(({ startAutomaticBackups }) =>
      startAutomaticBackups(),
    );
    return () => void starting.then((stop) => stop());
  }, [isOn]);
}
