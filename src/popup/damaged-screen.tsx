import { DamagedVault } from '../ui/damaged-vault';
import { useIsPopup } from './use-is-popup';

/** A vault that cannot be read, or a browser that did not give its storage away: nothing is offered as new here. */
export function DamagedScreen({ onRetry }: { readonly onRetry: () => void }) {
  const isPopup = useIsPopup();
  return isPopup === null ? null : <DamagedVault isPopup={isPopup} onRetry={onRetry} />;
}
