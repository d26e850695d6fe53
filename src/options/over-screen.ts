import { type ComponentChild, createContext } from 'preact';

export interface OverScreen {
  /** Puts a screen over the settings; it is gone with the next lock. */
  readonly show: (screen: ComponentChild) => void;
  /** Back to the settings. */
  readonly close: (status?: string) => void;
}

export const OverScreen = createContext<OverScreen>({ show: () => undefined, close: () => undefined });
