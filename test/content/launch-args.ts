/** How the browser tests of this room start Chromium: alone, quiet and off the network. */
export const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const LAUNCH_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--headless=new',
];
