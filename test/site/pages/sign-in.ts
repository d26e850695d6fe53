import { reservePasswordTry, settlePasswordTry } from '../attempts.ts';
import { findUser, type User } from '../database.ts';
import { saveDeviceUse } from '../device-store.ts';
import { deviceWith, rememberedDevice } from '../devices.ts';
import { factorsOn } from '../factors.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { isPasswordOf } from '../password.ts';
import { type Reply, seeOther } from '../reply.ts';
import { completeSignIn, csrfField, rotateSession, type Visitor, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';
import { passwordlessPath } from './key-sign-in.ts';

type Door = Visit<Visitor | Waiting>;

export function showSignIn(visit: Door): Reply {
  return signInPage(visit);
}

/** The password first. With two-factor on, it opens nothing but the page that asks for the code. */
export async function signIn(visit: Door): Promise<Reply> {
  const { form, database, address, deviceToken, now } = visit;
  const name = (form.get('name') ?? '').trim().normalize();
  const user = findUser(database, name);
  const device = user && deviceWith(database, user.id, { token: deviceToken, now });
  const trier = { name, address, now, deviceId: device?.id };
  reservePasswordTry(database, trier);
  const right = await isPasswordOf(database, user, form.get('password') ?? '');
  settlePasswordTry(database, { ...trier, right, knownName: user?.name });
  if (!user || !right) return signInPage(visit, 'Name or password is wrong. Check both and try again.');
  return afterPassword(visit, user);
}

/** On to the account, or to the first factor that is on; a remembered device stands for it. */
function afterPassword({ database, session, deviceToken, now }: Door, user: User): Reply {
  const [factor] = factorsOn(database, user.id);
  if (!factor) {
    return seeOther(
      '/account',
      rotateSession(database, session, { userId: user.id, stage: 'password-only', now }),
    );
  }
  const device = deviceWith(database, user.id, { token: deviceToken, now });
  if (device) {
    saveDeviceUse(database, device.id, now);
    return completeSignIn(database, session, { userId: user.id, factor: rememberedDevice, now });
  }
  return seeOther(
    factor.signInPath,
    rotateSession(database, session, { userId: user.id, stage: 'waiting', now }),
  );
}

function signInPage({ session, form }: Door, problem?: string): Reply {
  const body = html`
    <form method="post" action="/sign-in">
      ${csrfField(session)}
      ${textField({ name: 'name', label: 'Name', autocomplete: 'username', value: form.get('name') ?? '' })}
      ${textField({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', problem })}
      <button>Sign in</button>
    </form>
    <p><a href="${passwordlessPath}">Sign in without a password</a>, with a security key</p>
    <p>New here? <a href="/register">Register</a></p>`;
  return page({ title: 'Sign in', session, body, status: problem === undefined ? 200 : 422 });
}
