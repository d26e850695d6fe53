import { ask } from '../ui/ask';
import { closePopup } from '../ui/toolbar-popup';

/** Opens the backups in a tab and leaves: a file is saved there, because the popup closes too early for that. */
export async function showBackups(): Promise<void> {
  await ask('showPage', { page: 'backup' });
  await closePopup();
}
