import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PolicyView } from '../messages';

/** What the organisation settles; the background tells it with each answer to `open`, and refuses what it forbids. */
export const PolicyContext = createContext<PolicyView>({
  lockAfterMinutes: null,
  lockAfterHours: null,
  lockWithComputer: false,
  forbidPlainExport: false,
  minimumPassphraseStrength: null,
  hideFeatures: [],
  unreadable: [],
});

export const usePolicy = (): PolicyView => useContext(PolicyContext);
