/**
 * Names for the little that the harness touches in Firefox's privileged scope; Mozilla publishes no types for it. They
 * exist only there, so only functions that are sent to that scope may use them.
 */

/** The actor with which Marionette itself works in a page. It also lives in popups and sidebars, which Marionette cannot select. */
interface MarionetteActor {
  executeScript(script: string, args: unknown[], options: object): Promise<unknown>;
  findElement(strategy: 'css selector', selector: string, options: object): Promise<object>;
  clickElement(element: object, capabilities: { toJSON(): object }): Promise<void>;
  takeScreenshot(element: null, format: number, full: boolean, scroll: boolean): Promise<string>;
}

interface FirefoxBrowsingContext {
  readonly id: number;
  readonly currentWindowGlobal: { getActor(name: 'MarionetteCommands'): MarionetteActor };
  readonly embedderElement: HTMLElement;
}

export interface XulBrowser extends HTMLElement {
  readonly browsingContext: FirefoxBrowsingContext;
  readonly currentURI: { spec: string };
}

export interface XulPopup extends Element {
  readonly state: 'open' | 'closed' | 'showing' | 'hiding';
  hidePopup(): void;
  activateItem(item: Element): void;
}

/** A question of the browser that stands below its address bar. */
export interface XulQuestion extends HTMLElement {
  readonly button: HTMLElement | undefined;
}

export interface XulMenu extends Element {
  readonly menupopup: XulPopup;
  openMenu(open: boolean): void;
}

interface FirefoxExtension {
  readonly backgroundState: string;
  readonly views: Iterable<{ viewType: string; xulBrowser: XulBrowser }>;
  wakeupBackground(): Promise<void>;
  terminateBackground(): Promise<void>;
}

interface FirefoxModules {
  'resource://gre/modules/AddonManager.sys.mjs': {
    AddonManager: { getAddonByID(id: string): Promise<FirefoxAddonEntry> };
  };
  'resource://gre/modules/ExtensionPermissions.sys.mjs': {
    ExtensionPermissions: {
      add(id: string, granted: object, extension: FirefoxExtension): Promise<unknown>;
    };
  };
}

interface FirefoxAddonEntry {
  readonly isActive: boolean;
  disable(): Promise<void>;
  enable(): Promise<void>;
  reload(): Promise<void>;
}

declare global {
  const gBrowser: { readonly selectedBrowser: XulBrowser };
  const Services: { readonly focus: { clearFocus(window: Window): void } };
  const BrowsingContext: { get(id: number): FirefoxBrowsingContext | null };
  const SidebarController: { hide(): void };
  const CustomizableUI: { addWidgetToArea(widgetId: string, area: 'nav-bar'): void };
  const ChromeUtils: { importESModule<Name extends keyof FirefoxModules>(name: Name): FirefoxModules[Name] };
  const PathUtils: { readonly profileDir: string };
  const WebExtensionPolicy: { getByID(id: string): { extension: FirefoxExtension } | null };
}
