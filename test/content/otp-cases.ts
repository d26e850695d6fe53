/** Short bodies for the detector, each with what it is. */
const STYLE = '<style>.box{width:40px;height:44px}.row{display:flex;gap:8px}</style>';
const row = (count: number, attributes = 'maxlength="1"'): string =>
  `${STYLE}<div class="row">${`<input class="box" ${attributes}>`.repeat(count)}</div>`;
/** Bodies after the manner of products' prompts: all are to be found. */
export const PROMPT_BODIES: [string, string][] = [
  [
    'GitHub',
    '<h1>Two-factor authentication</h1><form action="/sessions/two-factor"><label for="app_totp">Authentication code <a href=#>(?)</a></label><input type="text" name="app_otp" id="app_totp" autocomplete="one-time-code" placeholder="XXXXXX" autofocus><button>Verify</button><p>Open your two-factor authenticator (TOTP) app or browser extension to view your authentication code.</p></form><h5>Having problems?</h5><ul><li><a>Use a recovery code</a></li></ul>',
  ],
  [
    'GitLab',
    '<h2>Two-Factor Authentication</h2><form><label for=u>Enter verification code</label><input id=u name="user[otp_attempt]" autocomplete=off inputmode=numeric><p class=form-text>Enter the code from your two-factor authenticator app. If you\'ve lost your device, you can enter one of your recovery codes.</p></form>',
  ],
  [
    'Google',
    '<h1>2-Step Verification</h1><p>Get a verification code from the Google Authenticator app</p><input type=tel name=totpPin id=totpPin aria-label="Enter code" autocomplete=off pattern="[0-9 ]*">',
  ],
  [
    'Microsoft',
    '<h1>Enter code</h1><p>Enter the code displayed in the authenticator app on your mobile device</p><input name=otc id=idTxtBx_SAOTCC_OTC type=tel placeholder=Code maxlength=8 aria-label=Code><a>Having trouble?</a>',
  ],
  [
    'Okta',
    '<h2>Verify with Google Authenticator</h2><p>Enter the temporary code generated in your Google Authenticator app</p><label for=i1>Enter code</label><input id=i1 name="credentials.passcode" type=text autocomplete=one-time-code inputmode=numeric>',
  ],
  [
    'Auth0',
    '<h1>Verify Your Identity</h1><p>Check your preferred one-time password application for a code.</p><form><label for=code>Enter your one-time code</label><input name=code id=code inputmode=numeric></form>',
  ],
  [
    'Zoho',
    '<p>Enter the time-based OTP from OneAuth</p><input placeholder="Enter TOTP" id=mfa_totp type=tel maxlength=7>',
  ],
  [
    'Binance',
    '<h1>Security Verification</h1><label>Authenticator App Verification Code</label><input maxlength=6><span>Enter the 6-digit code from Binance Authenticator</span>',
  ],
  ['Chinese', '<h3>二次验证</h3><input type=text placeholder="请输入6位数字"><button>确定</button>'],
  [
    'Synology',
    '<h2>Enter verification code</h2><p>Please enter the 6-digit verification code from your mobile device.</p><input name="one-time-code" autocomplete=one-time-code>',
  ],
  [
    'pveVM',
    '<div>Second login factor required</div><label>Please enter your TOTP verification code:</label><input name="textfield-1">',
  ],
  [
    'Discord',
    '<div>Multi-Factor Authentication</div><form><div>Enter Discord Auth Code</div><input placeholder="6-digit authentication code" autocomplete=one-time-code maxlength=10></form>',
  ],
  [
    'Steam',
    `<div>Enter a code from your Steam Mobile App</div>${row(5, 'maxlength="1" type=text autocomplete=none')}`,
  ],
  [
    'PayPal',
    `<h1>Enter your code</h1><p>Enter the 6-digit code from your authenticator app</p>${row(6, 'type=number name="otpCode" maxlength=6 aria-label="1-6"')}`,
  ],
  [
    'Drupal',
    '<form id="tfa-entry-form"><label>Application verification code *</label><input name=code required size=60 maxlength=128><div>Verification code is application generated and 6 digits long.</div><input type=submit value=Verify></form>',
  ],
  [
    'cPanel',
    '<p>Two-Factor Authentication</p><form><input name=tfatoken placeholder="Security code" autofocus><p>Enter the security code for "user"</p></form>',
  ],
  [
    'Zammad',
    '<h1>Two-Factor Authentication</h1><form><label>Security Code</label><input name=payload></form>',
  ],
  [
    'login+otp',
    '<form><input name=username placeholder="Username"><input type=password name=password><input name=otp placeholder="OTP (optional)"><button>Login</button></form>',
  ],
  [
    'OPNsense',
    '<form><label>Username</label><input name=usernamefld><label>Password</label><input type=password><label>Token</label><input name=token placeholder="Google Authenticator token"></form>',
  ],
  [
    'Guac',
    '<form><p>Please enter your authentication code to verify your identity.</p><input type=text name="guac-totp" placeholder="Authentication Code"></form>',
  ],
  [
    'weak title',
    '<title>Verify</title><form><h2>Enter the 6-digit code</h2><input name=c1 inputmode=numeric maxlength=6></form>',
  ],
  [
    'challenge',
    "<title>Sign in</title><h1>Verify it's you</h1><form><label>Enter code<input name=challenge_response></label><button>Continue</button></form>",
  ],
  ['mfa input hidden label', '<form action="/mfa"><input type=tel aria-label="MFA" ></form>'],
  [
    'JA',
    `<h1>ログイン</h1><p>認証アプリに表示されている6桁の番号を入力してください</p>${row(6, 'type=tel maxlength=1')}`,
  ],
  [
    'wrapped 3+3',
    `${STYLE}<h1>Two-step verification</h1><div style="display:flex"><div class=row>${'<input class=box maxlength=1>'.repeat(3)}</div><span>&nbsp;–&nbsp;</span><div class=row>${'<input class=box maxlength=1>'.repeat(3)}</div></div>`,
  ],
  [
    'ant otp',
    `<h3>Authenticator</h3><div class="ant-otp" role=group>${row(6, 'type=text size=1 class="box ant-otp-input"')}</div>`,
  ],
  [
    'input-otp',
    `<h1>One-time password</h1><div data-input-otp-container style="position:relative;width:260px;height:44px;pointer-events:none"><div style="display:flex">${'<div style="width:40px;height:40px;border:1px solid"></div>'.repeat(6)}</div><div style="position:absolute;inset:0;pointer-events:none"><input autocomplete=one-time-code data-input-otp inputmode=numeric maxlength=6 style="position:absolute;inset:0;width:100%;height:100%;opacity:1;color:transparent;pointer-events:all;background:transparent"></div></div>`,
  ],
  ['password prompt boxed', `<h1>2FA</h1>${row(6, 'type=password maxlength=1 autocomplete=one-time-code')}`],
  ['PL no attr', '<h1>Logowanie</h1><p>Podaj kod z aplikacji Google Authenticator</p><input name=k>'],
  [
    'sudo',
    '<h1>Confirm access</h1><p>Signed in as @x</p><label>Authentication code</label><input name=sudo_app_otp><a>Use your password</a>',
  ],
  ['yubico alt', '<h1>Second Factor</h1><p>Please enter your one-time passcode</p><input id=otp-input>'],
];
/** Bodies of places that look like ours: none is to be found. */
export const OTHER_BODIES: [string, string][] = [
  [
    'email code',
    `<h1>Check your inbox</h1><p>Enter the verification code sent to a@b.c</p>${row(6, 'inputmode=numeric maxlength=1 autocomplete=one-time-code')}`,
  ],
  [
    'sms',
    '<h1>Enter code</h1><p>A text message with a 6-digit verification code was just sent to •••12</p><input name=idvPin type=tel>',
  ],
  [
    'call',
    '<h1>Prove your number</h1><p>We are calling +49 30 123456. Enter the code that the call reads to you.</p><form><label for=code>Code</label><input id=code name=code inputmode=numeric autocomplete=one-time-code maxlength=12></form>',
  ],
  [
    'magic',
    '<p>We emailed you a temporary login code.</p><label>Login code</label><input name=code placeholder="Paste login code">',
  ],
  [
    'parking',
    '<h1>Pay for parking</h1><label>Location number</label><input inputmode=numeric maxlength=6 placeholder=123456>',
  ],
  ['kahoot', '<input name=gameId placeholder="Game PIN" type=tel><button>Enter</button>'],
  [
    'zoom',
    '<label>Meeting ID or Personal Link Name</label><input><label>Meeting passcode</label><input name=passcode>',
  ],
  [
    'giftcard',
    '<h2>Check your balance</h2><label>Card number</label><input><label>PIN</label><input maxlength=8 inputmode=numeric>',
  ],
  [
    'bank login',
    '<h1>Log in</h1><label>Customer ID</label><input inputmode=numeric maxlength=8><label>Password</label><input type=password>',
  ],
  [
    'sortcode',
    '<h1>Payee</h1><label>Sort code</label><input maxlength=6 inputmode=numeric><label>Account number</label><input maxlength=8 inputmode=numeric>',
  ],
  [
    'class',
    '<h1>Join class</h1><p>Ask your teacher for the class code, then enter it here.</p><input placeholder="Class code">',
  ],
  ['qr device', `<h1>Link a device</h1><p>Enter the 8-character code</p>${row(8, 'maxlength=1 name=code')}`],
  [
    'github device',
    `<h1>Device Activation</h1><p>Enter the code displayed on your device</p>${row(8, 'maxlength=1 name="user-code-0"')}`,
  ],
  ['wordle', `<h1>Guess the word</h1>${row(5)}`],
  ['hangman6', `<h1>Today's six-letter word</h1>${row(6)}`],
  ['licence', '<h1>Activate</h1><label>License key</label><input placeholder="XXXX-XXXX">'],
  [
    'captcha',
    '<form><input name=user placeholder=Username><input type=password><label>Verification code</label><input name=vcode maxlength=4><img width=90 height=30 src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></form>',
  ],
  [
    'api',
    '<h1>Tokens</h1><label>Token name</label><input name=token_name><label>Token</label><input name=token>',
  ],
  ['pgp', '<label>Verification code from the letter we posted</label><input name=code>'],
  ['ifsc', '<label>IFSC code</label><input name=ifsc maxlength=11>'],
  ['hs code', '<label>HS code</label><input maxlength=8 inputmode=numeric>'],
  ['zip', '<label>ZIP</label><input name=zip maxlength=5 inputmode=numeric>'],
  [
    'settings 2fa',
    '<h1>Two-factor authentication</h1><p>Add an authenticator app.</p><form><label>Confirm your password</label><input type=password name=password></form>',
  ],
  [
    'settings sms',
    '<h1>Two-factor authentication</h1><form><label>Phone number</label><input type=tel name=phone></form>',
  ],
  ['totp secret', '<label>TOTP secret</label><input name=totp_secret>'],
  [
    'totp admin',
    '<h1>OTP policy</h1><label>Number of digits</label><input type=number name=otp_digits value=6><label>Look around window</label><input type=number name=otp_window value=1>',
  ],
  ['donate', '<label>One-time amount</label><input name=one_time_amount inputmode=numeric>'],
  ['promo', '<label>Have a code?</label><input name=code placeholder="Promo code">'],
  ['referral', '<label>Referral code (optional)</label><input name=ref>'],
  ['track', '<h1>Track your order</h1><input name=code placeholder="Enter code">'],
  [
    'guest wifi',
    '<h1>Guest Wi-Fi</h1><p>Enter the access code on your receipt</p><input name=code placeholder="Access code">',
  ],
  ['event code', '<h1>Access the event</h1><label>Access code</label><input name=access_code maxlength=6>'],
  ['voting', '<h1>Join at slido</h1><input placeholder="Enter code here" name=code>'],
  ['date', '<label>Date</label><input placeholder="DDMMYY" maxlength=6 inputmode=numeric>'],
  ['mac', `<h1>Add device</h1>${row(6, 'maxlength=2')}`],
  [
    'forgot',
    '<h1>Reset your password</h1><p>Enter the code we sent you and a new password</p><input name=code><input type=password>',
  ],
  [
    'blog',
    '<h1>Two-factor authentication explained</h1><p>An authenticator app is safer.</p><form><input name=s placeholder="Search"></form><form><label>Your e-mail</label><input type=email></form>',
  ],
  [
    'otc multi',
    '<input autocomplete=one-time-code name=street><input autocomplete=one-time-code name=city2>',
  ],
  ['employee', '<h1>Clock in</h1><label>Employee number</label><input maxlength=6 inputmode=numeric>'],
  ['kiosk pin', `<h1>Enter PIN</h1>${row(6, 'type=tel maxlength=1')}`],
  ['de gutschein', '<label>Gutscheincode</label><input name=code>'],
  [
    'card reader',
    '<h1>Log in</h1><p>Insert your card into your card reader</p><label>8-digit code from your card reader</label><input maxlength=8 inputmode=numeric>',
  ],
  ['vin', '<label>Vehicle code</label><input name=code maxlength=8>'],
  ['postnl', '<label>Barcode</label><input name=code>'],
  [
    'door',
    '<h1>Smart lock</h1><p>Set an entry code for your door</p><input name=code maxlength=6 inputmode=numeric>',
  ],
  ['sim', '<h1>SIM PIN</h1><input type=password maxlength=8 inputmode=numeric name=pin>'],
  ['exam', '<h1>Start your exam</h1><label>Session code</label><input name=code maxlength=6>'],
  [
    'zh sms',
    '<input placeholder="手机号"><input placeholder="验证码" maxlength=6><button>获取验证码</button>',
  ],
  [
    'ko sms',
    '<input placeholder="휴대폰 번호"><button>인증번호 받기</button><input placeholder="인증번호 6자리">',
  ],
  [
    'ja mail',
    '<h1>メール認証</h1><p>メールアドレスに6桁の認証コードを送信しました</p><input name=code maxlength=6>',
  ],
];
