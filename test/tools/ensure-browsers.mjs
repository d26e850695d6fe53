/**
 * A fresh clone has Node and npm and nothing else. The tests and `npm start` ask here for the browsers and the screen
 * they are about to use: as root on Debian what is missing gets installed, anywhere else the error says what to install.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * `programs` is a list of groups: of each group one program must exist. `base` holds the Debian packages with those
 * programs; `extras` add what Debian splits off: the browser's own languages (without them Chromium ignores LANGUAGE and
 * `_locales/de` is never shown) and fonts for the screenshots.
 */
const NEEDS = {
  chromium: {
    variable: 'CHROMIUM',
    programs: [
      [
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
        'microsoft-edge',
        'microsoft-edge-stable',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ],
    ],
    debian: { own: '/usr/bin/chromium', base: ['chromium'], extras: ['chromium-l10n'] },
    fedora: ['chromium'],
    mac: 'brew install --cask chromium',
  },
  chrome: {
    variable: 'CHROMIUM',
    programs: [
      [
        'google-chrome',
        'google-chrome-stable',
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      ],
    ],
    debian: { base: ['google-chrome-stable'], extras: [] },
    fedora: ['google-chrome-stable'],
    mac: 'brew install --cask google-chrome',
  },
  edge: {
    variable: 'CHROMIUM',
    programs: [
      [
        'microsoft-edge',
        'microsoft-edge-stable',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ],
    ],
    debian: { base: ['microsoft-edge-stable'], extras: [] },
    fedora: ['microsoft-edge-stable'],
    mac: 'brew install --cask microsoft-edge',
  },
  firefox: {
    variable: 'FIREFOX',
    programs: [['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']],
    debian: { own: '/usr/bin/firefox-esr', base: ['firefox-esr'], extras: ['firefox-esr-l10n-de'] },
    fedora: ['firefox'],
    mac: 'brew install --cask firefox',
  },
  display: {
    programs: [['Xvfb'], ['xdotool'], ['openbox']],
    debian: {
      base: ['xvfb', 'xdotool', 'openbox'],
      extras: ['fonts-noto-core', 'fonts-dejavu-core'],
    },
    fedora: ['xorg-x11-server-Xvfb', 'xdotool', 'openbox', 'google-noto-sans-fonts', 'dejavu-sans-fonts'],
    mac: 'no virtual display: run these tests on Linux, or in a Debian container',
  },
  letters: {
    programs: [],
    debian: { base: [], extras: ['fonts-noto-core', 'fonts-noto-cjk'] },
    fedora: ['google-noto-sans-arabic-fonts', 'google-noto-sans-cjk-fonts'],
    mac: 'nothing: macOS has these letters',
  },
};

/** The path of the browser to use (`CHROMIUM` and `FIREFOX` in the environment come first), or `undefined`. */
export function browserPath(name) {
  const { variable, programs } = needOf(name);
  const chosen = variable && process.env[variable];
  return chosen ? findProgram(chosen) : firstOf(programs[0]);
}

/**
 * Makes sure that all of `names` (`chromium`, `firefox`, `display`) can be started, or throws with what to install. With
 * `letters` a picture shows every language of ours.
 */
export function ensureBrowsers(names) {
  const missing = () => names.filter((name) => !isPresent(name));
  if (isDebian() && process.getuid?.() === 0) {
    const packages = names.flatMap(debianPackages).filter((name) => !isInstalled(name));
    const failure = packages.length > 0 ? installDebian(packages) : null;
    if (failure && missing().length === 0) {
      console.warn(`Going on without ${packages.join(', ')}: ${failure}`);
    }
  }
  const absent = missing();
  if (absent.length > 0) throw new Error(whatToInstall(absent));
}

function needOf(name) {
  const need = NEEDS[name];
  if (!need) throw new Error(`Nothing is known of "${name}"; there are ${Object.keys(NEEDS).join(', ')}`);
  return need;
}

function isPresent(name) {
  const { variable, programs } = needOf(name);
  return variable ? browserPath(name) !== undefined : programs.every((group) => firstOf(group) !== undefined);
}

function firstOf(programs) {
  return programs.map(findProgram).find((path) => path !== undefined);
}

function findProgram(program) {
  const places = program.includes('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** A browser that came from elsewhere brings its own languages: Debian's packages would not serve it. */
function debianPackages(name) {
  const { variable, debian } = needOf(name);
  const found = variable ? browserPath(name) : undefined;
  if (found && found !== debian.own) return [];
  return [...debian.base, ...debian.extras];
}

function isInstalled(name) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] };
    return execFileSync('dpkg', ['--status', name], options).includes('\nStatus: install ok installed\n');
  } catch {
    return false;
  }
}

/** Returns null, or why apt-get could not install. */
function installDebian(packages) {
  console.log(`Installing ${packages.join(', ')}`);
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  };
  const patience = ['-o', 'Acquire::Retries=1', '-o', 'Acquire::http::Timeout=20'];
  try {
    execFileSync('apt-get', [...patience, '-q', 'update'], options);
    execFileSync(
      'apt-get',
      [...patience, '-q', 'install', '-y', '--no-install-recommends', ...packages],
      options,
    );
    return null;
  } catch (error) {
    return error.message;
  }
}

function whatToInstall(names) {
  const needs = names.map(needOf);
  const variables = needs.flatMap(({ variable }) => variable ?? []);
  const debian = needs.flatMap(({ debian: { base, extras } }) => [...base, ...extras]).join(' ');
  return [
    `Missing: ${names.join(', ')}. Install and try again:`,
    `  Debian, Ubuntu: sudo apt-get install ${debian}`,
    `  Fedora:         sudo dnf install ${needs.flatMap(({ fedora }) => fedora).join(' ')}`,
    `  macOS:          ${needs.map(({ mac }) => mac).join('; ')}`,
    ...(variables.length > 0 ? [`or say where the browser is with ${variables.join(' and ')}.`] : []),
  ].join('\n');
}
