import { useEffect } from 'preact/hooks';

/**
 * While it is on, this page keeps the vault and the folder of backups in step. Its code comes after the first picture.
 * @param showHistory leads to the earlier versions
 */
export function useAutomaticBackups(isOn: boolean, showHistory: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    const starting = import('./automatic-backups').then(({ startAutomaticBackups }) =>
      startAutomaticBackups(showHistory),
    );
    return () => void starting.then((stop) => stop());
  }, [isOn]);
}
