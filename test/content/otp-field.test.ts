import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBed, type TestBed } from './browser.ts';
import { OTHER_BODIES, PROMPT_BODIES } from './otp-cases.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

const BOX_STYLE = '<style>.box{width:40px;height:44px}.row{display:flex;gap:8px}</style>';
const boxes = (count: number, attributes = 'maxlength="1"', value = ''): string =>
  `<div class="row">${`<input class="box" ${attributes} value="${value}">`.repeat(count)}</div>`;

const SLOTS = `<div style="position:relative;width:300px;height:48px"><div class="row">${'<div class="box" style="border:1px solid"></div>'.repeat(6)}</div>
  <input id="over" maxlength="6" inputmode="numeric" autocomplete="one-time-code" style="position:absolute;inset:0;width:100%;height:100%;opacity:0"></div>`;

/** `[what it is, title and body, fields expected]`: a number is how many are found. */
const PROMPTS: [string, string, string, number][] = [
  [
    'a weak name and little text',
    'Login',
    '<form><input name="token" maxlength="6" inputmode="numeric" placeholder="123456"><button>Continue</button></form>',
    1,
  ],
  [
    'the attribute alone, in a language that we do not know',
    'Xyz',
    '<form><label for="a">Qwertz</label><input id="a" autocomplete="one-time-code"><button>Zap</button></form>',
    1,
  ],
  [
    'a code in the form of the password',
    'Log in',
    '<form><input name="user" autocomplete="username"><input type="password" name="pw"><label>2FA code (if enabled) <input name="twofa"></label><button>Log in</button></form>',
    1,
  ],
  [
    'a field of type password with a strong name',
    'Verify',
    '<form><label>Authenticator code <input type="password" name="otp"></label></form>',
    1,
  ],
  [
    'a label in a table cell',
    'Webmail',
    '<form><table><tr><td>Two-factor code:</td><td><input name="x1"></td></tr></table></form>',
    1,
  ],
  [
    'a code or a recovery code',
    'Sign in',
    '<form><h1>Two-factor authentication</h1><p>Enter the code from your authenticator app or one of your recovery codes.</p><input name="code"></form>',
    1,
  ],
  [
    'with the way out for those without the app',
    'Sign in',
    '<form><h1>Two-factor authentication</h1><label>Code <input name="code"></label><p>If you have lost your phone, enter a recovery code.</p><a href="#">Use a backup code</a><button type="button">Text me a code instead</button></form>',
    1,
  ],
  [
    'eight digits',
    'Sign in',
    '<form><label>Authentication code <input name="c" maxlength="8" pattern="[0-9]{8}"></label></form>',
    1,
  ],
  [
    'six boxes with an app in the text',
    'Sign in',
    `${BOX_STYLE}<h1>Check your authenticator app</h1>${boxes(6)}`,
    6,
  ],
  [
    'six boxes from right to left',
    'דף',
    `${BOX_STYLE}<div dir="rtl"><h1>אימות דו-שלבי</h1>${boxes(6, 'inputmode="numeric"')}</div>`,
    6,
  ],
  [
    'five boxes of letters and digits with an app in the text',
    'Sign in',
    `${BOX_STYLE}<p>Enter the code from the Steam Guard mobile authenticator</p>${boxes(5)}`,
    5,
  ],
  [
    'boxes that open one by one',
    'Verify',
    `${BOX_STYLE}<h1>Two-factor authentication</h1><div class="row"><input class="box" maxlength="1">${'<input class="box" maxlength="1" disabled>'.repeat(5)}</div>`,
    6,
  ],
  ['one transparent input over drawn slots', 'Two-factor', `${BOX_STYLE}${SLOTS}`, 1],
  [
    'a modal over another page',
    'App',
    '<input placeholder="Search"><p>We sent a newsletter to you</p><div role="dialog" aria-modal="true" style="position:fixed;inset:100px;background:#fff"><h2>Two-factor authentication</h2><form><input name="code" placeholder="Code"></form></div>',
    1,
  ],
  [
    'an expired code in it',
    'Sign in',
    '<form><label>Authenticator code <input name="otp" value="123456"></label></form>',
    1,
  ],
  [
    'an enrolment with the key beside it',
    'Security',
    '<h2>Set up authenticator app</h2><p>Scan the QR code with your app, then enter the 6-digit code.</p><input readonly value="JBSWY3DPEHPK3PXP"><form><label>Verification code <input name="verify_code"></label><label>Device name <input name="device"></label></form>',
    1,
  ],
];

const OTHERS: [string, string, string][] = [
  [
    'a sent code, even with the attribute',
    'Verify',
    '<form><h1>Two-factor authentication</h1><p>We sent a 6-digit code to j•••@example.com.</p><label>Code <input name="otp" autocomplete="one-time-code" inputmode="numeric" maxlength="6"></label><button>Verify</button><button type="button">Resend code</button></form>',
  ],
  [
    'a sent code in boxes',
    'Verify',
    `${BOX_STYLE}<h1>Check your email</h1><p>Enter the code we emailed to you.</p>${boxes(6, 'maxlength="1" autocomplete="one-time-code" inputmode="numeric"')}`,
  ],
  [
    'a phone number with a button that sends a code',
    'Register',
    '<form><label>Mobile <input type="tel" name="mobile"></label><button type="button">Send OTP</button><label>OTP <input name="otp"></label><button>Register</button></form>',
  ],
  [
    'a game',
    'Play',
    '<form><h1>Join a game</h1><input name="gameId" inputmode="numeric" placeholder="Game PIN"><button>Enter</button></form>',
  ],
  [
    'a device code',
    'Activate',
    `${BOX_STYLE}<h1>Activate your device</h1><p>Enter the code shown on your TV.</p>${boxes(6)}`,
  ],
  [
    'a bank PIN in boxes',
    'Log in',
    `${BOX_STYLE}<h1>Log in</h1><p>Enter your PIN</p>${boxes(6, 'maxlength="1" inputmode="numeric" type="password"')}`,
  ],
  [
    'a profile PIN',
    'Who is watching?',
    `${BOX_STYLE}<h1>Enter your PIN to access this profile.</h1>${boxes(4, 'maxlength="1" inputmode="numeric"')}`,
  ],
  ['a word game', 'Words', `${BOX_STYLE}${boxes(6).repeat(5)}`],
  ['a timer', 'Timer', `${BOX_STYLE}<h1>Countdown</h1>${boxes(6, 'maxlength="1" inputmode="numeric"', '0')}`],
  [
    'an image captcha beside a Chinese login',
    '登录',
    '<form><input name="username" placeholder="用户名"><input type="password" name="password" placeholder="密码"><input name="code" placeholder="验证码" style="width:90px"><img alt="" width="100" height="36" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></form>',
  ],
  [
    'the key of an authenticator',
    'Edit item',
    '<form><label>Name <input name="n"></label><label>Authenticator key (TOTP) <input name="totp"></label></form>',
  ],
  [
    'the name of an authenticator',
    'Security',
    '<h2>Two-factor authentication</h2><p>Set up an authenticator app.</p><form><label>Device name <input name="mfa_device_name"></label></form>',
  ],
  [
    'a backup code with a strong word',
    'Sign in',
    '<form><h1>Two-factor recovery</h1><label>Two-factor backup code <input name="code" autocomplete="one-time-code"></label></form>',
  ],
  [
    'recovery in the text',
    'Sign in',
    '<form><h1>Two-factor authentication</h1><p>Enter one of your emergency recovery codes.</p><input name="code"></form>',
  ],
  [
    'a meeting',
    'Join',
    '<form><h1>Join a meeting</h1><label>Passcode <input name="passcode" maxlength="6" inputmode="numeric"></label></form>',
  ],
  [
    'a parcel locker',
    'Pick up',
    `${BOX_STYLE}<h1>Parcel locker</h1><p>Enter your 6-digit pick-up code</p>${boxes(6, 'maxlength="1" inputmode="numeric"')}`,
  ],
  [
    'an article about two-factor authentication',
    'How to set up 2FA',
    '<article><h1>How to set up two-factor authentication</h1><p>Open your authenticator app.</p><form><input name="s" placeholder="Search this site"></form><form><label>Name <input name="author"></label></form></article>',
  ],
  [
    'a PIN code of an Indian address',
    'Delivery',
    '<form><label>Pincode <input name="pincode" maxlength="6" inputmode="numeric"></label><button>Check</button></form>',
  ],
  [
    'a contenteditable without the focus',
    'Notes',
    '<p>Code from your authenticator app</p><div contenteditable="true">&nbsp;</div>',
  ],
  [
    'a customer number of six digits',
    'Log in',
    '<form><h1>Log in</h1><label>Customer number <input name="id" maxlength="6" inputmode="numeric"></label><input type="password"></form>',
  ],
];

const document = (title: string, body: string) => ({
  markup: `<!doctype html><title>${title}</title><body>${body}`,
});

describe('findOtpFields finds', () => {
  it.each(PROMPTS)('%s', async (_what, title, body, count) => {
    const { inWorld } = await bed.open(document(title, body));
    expect(await inWorld('counterfoilTest.findOtpFields(document).length')).toBe(count);
  });
});

describe('findOtpFields leaves alone', () => {
  it.each(OTHERS)('%s', async (_what, title, body) => {
    const { inWorld } = await bed.open(document(title, body));
    expect(await inWorld('counterfoilTest.whichFields([])')).toEqual([]);
  });
});

describe('findOtpFields', () => {
  it.each(PROMPT_BODIES)('finds the prompt: %s', async (_what, body) => {
    const { inWorld } = await bed.open({ markup: `<!doctype html>${body}` });
    expect(await inWorld('counterfoilTest.findOtpFields(document).length')).toBeGreaterThan(0);
  });

  it.each(OTHER_BODIES)('finds none: %s', async (_what, body) => {
    const { inWorld } = await bed.open({ markup: `<!doctype html>${body}` });
    expect(await inWorld('counterfoilTest.whichFields([])')).toEqual([]);
  });
});
