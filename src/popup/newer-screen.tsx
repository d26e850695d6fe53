import { NewerVault } from '../ui/newer-vault';
import { useIsPopup } from './use-is-popup';

/** A vault that a later version of ours has written. */
export function NewerScreen({ onRetry }: { readonly onRetry: () => void }) {
  const isPopup = useIsPopup();
  return isPopup === null ? null : <NewerVault isPopup={isPopup} onRetry={onRetry} />;
}
