import { isSetUpPath } from './factors.ts';
import { showAccount, signOut } from './pages/account.ts';
import {
  resetAccount,
  savePolicyForm,
  saveRequirement,
  showAdministration,
  showReset,
  unlockAccount,
} from './pages/administration.ts';
import { makeKey, revokeKey, showApplications } from './pages/applications.ts';
import { enterBackupCode, showBackupCodePrompt } from './pages/backup-code-prompt.ts';
import { makeCodes, showBackupCodes } from './pages/backup-codes.ts';
import { changePassword, passwordPath, showPassword } from './pages/change-password.ts';
import { enterCode, showCodePrompt, showFramedPrompt } from './pages/code-prompt.ts';
import { forgetDevice, rememberThisDevice, showDevices } from './pages/devices.ts';
import { showHome } from './pages/home.ts';
import { enterCounterCode, enterPair, showHotpPrompt, showResynchronise } from './pages/hotp-prompt.ts';
import { confirmHotpSetUp, showHotpSetUp } from './pages/hotp-set-up.ts';
import { showKeyPrompt, useKey } from './pages/key-prompt.ts';
import { passwordlessPath, showKeySignIn, signInWithKey } from './pages/key-sign-in.ts';
import { showLearn } from './pages/learn.ts';
import { showOtherCodes } from './pages/other-codes.ts';
import { phoneSetUpRoutes } from './pages/phone-set-up.ts';
import { phoneSignInRoutes } from './pages/phone-sign-in.ts';
import { approve } from './pages/push-approve.ts';
import { showPushSetUp, turnOffPush, turnOnPush } from './pages/push-set-up.ts';
import { ask, continueSignIn, showPushPrompt } from './pages/push-sign-in.ts';
import { register, showRegister } from './pages/register.ts';
import { removeKey, showRemoveKey } from './pages/remove-key.ts';
import { showSecondFactors } from './pages/second-factors.ts';
import { addNewKey, removeKeyPath, showKeys } from './pages/security-keys.ts';
import { confirmSetUp, showSetUp } from './pages/set-up.ts';
import { showSignIn, signIn } from './pages/sign-in.ts';
import { endOtherSessions, showSignIns, signInsPath } from './pages/sign-ins.ts';
import { turnOffHotp, turnOffTotp } from './pages/turn-off.ts';
import { sms, voice } from './phone.ts';
import { mustSetUpFirst } from './policy.ts';
import { publicFiles } from './public-files.ts';
import { Refusal } from './refusal.ts';
import { type Reply, seeOther } from './reply.ts';
import { securityKey } from './security-key.ts';
import {
  type Answer,
  administratorOnly,
  signedInOnly,
  signedOutOnly,
  type Visit,
  waitingOnly,
} from './visit.ts';

/** Everything that can be asked, and by whom. Reading is GET, changing is POST. */
const routes: Record<string, { GET?: Answer; POST?: Answer }> = {
  '/': { GET: showHome },
  '/register': { GET: signedOutOnly(showRegister), POST: signedOutOnly(register) },
  '/sign-in': { GET: signedOutOnly(showSignIn), POST: signedOutOnly(signIn) },
  '/sign-in/code': { GET: waitingOnly(showCodePrompt), POST: waitingOnly(enterCode) },
  [securityKey.signInPath]: { GET: waitingOnly(showKeyPrompt), POST: waitingOnly(useKey) },
  [passwordlessPath]: { GET: signedOutOnly(showKeySignIn), POST: signedOutOnly(signInWithKey) },
  '/sign-in/code/framed': { GET: waitingOnly(showFramedPrompt) },
  '/sign-out': { POST: signOut },
  '/account': { GET: signedInOnly(showAccount) },
  [signInsPath]: { GET: signedInOnly(showSignIns) },
  [`${signInsPath}/end`]: { POST: signedInOnly(endOtherSessions) },
  [passwordPath]: { GET: signedInOnly(showPassword), POST: signedInOnly(changePassword) },
  '/two-factor': { GET: signedInOnly(showSetUp), POST: signedInOnly(confirmSetUp) },
  [securityKey.setUpPath]: { GET: signedInOnly(showKeys), POST: signedInOnly(addNewKey) },
  [removeKeyPath]: { GET: signedInOnly(showRemoveKey), POST: signedInOnly(removeKey) },
  '/two-factor/off': turnOffTotp,
  '/sign-in/hotp': { GET: waitingOnly(showHotpPrompt), POST: waitingOnly(enterCounterCode) },
  '/sign-in/hotp/resynchronise': { GET: waitingOnly(showResynchronise), POST: waitingOnly(enterPair) },
  '/hotp': { GET: signedInOnly(showHotpSetUp), POST: signedInOnly(confirmHotpSetUp) },
  '/hotp/off': turnOffHotp,
  '/sign-in/backup-code': { GET: waitingOnly(showBackupCodePrompt), POST: waitingOnly(enterBackupCode) },
  '/backup-codes': { GET: signedInOnly(showBackupCodes), POST: signedInOnly(makeCodes) },
  '/second-factors': { GET: signedInOnly(showSecondFactors) },
  '/devices': { GET: signedInOnly(showDevices) },
  '/devices/remember': { POST: signedInOnly(rememberThisDevice) },
  '/devices/forget': { POST: signedInOnly(forgetDevice) },
  '/administration': { GET: administratorOnly(showAdministration) },
  '/administration/ask-reset': { GET: administratorOnly(showReset) },
  '/administration/policy': { POST: administratorOnly(savePolicyForm) },
  '/administration/require': { POST: administratorOnly(saveRequirement) },
  '/administration/unlock': { POST: administratorOnly(unlockAccount) },
  '/administration/reset': { POST: administratorOnly(resetAccount) },
  '/learn': { GET: showLearn },
  ...phoneSignInRoutes(sms),
  ...phoneSetUpRoutes(sms),
  ...phoneSignInRoutes(voice),
  ...phoneSetUpRoutes(voice),
  '/sign-in/push': { GET: waitingOnly(showPushPrompt), POST: waitingOnly(continueSignIn) },
  '/sign-in/push/ask': { POST: waitingOnly(ask) },
  '/set-up/push': { GET: signedInOnly(showPushSetUp), POST: signedInOnly(turnOnPush) },
  '/set-up/push/off': { POST: signedInOnly(turnOffPush) },
  '/approve': approve,
  '/applications': { GET: administratorOnly(showApplications), POST: administratorOnly(makeKey) },
  '/applications/revoke': { POST: administratorOnly(revokeKey) },
  '/codes': { GET: showOtherCodes },
  ...publicFiles,
};

/** Finds and runs the route's answer; a HEAD request is a GET whose body Node leaves away. */
export async function replyTo(method: string, path: string, visit: Visit): Promise<Reply> {
  const route = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!route) throw new Refusal(404, 'Nothing here', 'There is no page at this address.');
  const answer =
    method === 'POST' ? route.POST : method === 'GET' || method === 'HEAD' ? route.GET : undefined;
  if (!answer) throw new Refusal(405, 'Not this way', 'This address cannot be asked in this way.');
  if (mustSetUpFirst(visit.database, visit.session, visit.now) && !isOpenBeforeSetUp(path)) {
    return seeOther('/second-factors');
  }
  return await answer(visit);
}

/** What a person may open who must set up a second factor and did not in time. */
function isOpenBeforeSetUp(path: string): boolean {
  return ['/second-factors', '/sign-out'].includes(path) || path in publicFiles || isSetUpPath(path);
}
