import { useEffect, useState } from 'preact/hooks';
import { isToolbarPopup } from '../ui/toolbar-popup';

/** Whether this page is the toolbar popup, which closes under every dialog of the browser; null before it is known. */
export function useIsPopup(): boolean | null {
  const [isPopup, setPopup] = useState<boolean | null>(null);
  useEffect(() => {
    isToolbarPopup().then(setPopup, () => setPopup(false));
  }, []);
  return isPopup;
}
