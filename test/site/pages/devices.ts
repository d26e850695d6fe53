import { deleteDevice, devicesOf } from '../device-store.ts';
import { deviceWith, hasShownFactor, rememberDevice, rememberedDays } from '../devices.ts';
import { type Html, html } from '../html.ts';
import { page } from '../layout.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { csrfField, type SignedIn } from '../session.ts';
import type { Visit } from '../visit.ts';
import { when } from '../when.ts';

/** Every remembered device with the time left, and a way to forget it. */
export function showDevices(visit: Visit<SignedIn>): Reply {
  const { database, session, deviceToken, now } = visit;
  const current = deviceWith(database, session.user.id, { token: deviceToken, now });
  const items = devicesOf(database, session.user.id, now).map(
    ({ id, title, usedAt, expiresAt }) => html`<li>
      <strong>${title}</strong>${id === current?.id && html` (this device)`}
      <p class="hint">Used ${when(usedAt)}, remembered until ${when(expiresAt)}</p>
      <form method="post" action="/devices/forget">
        ${csrfField(session)}<input type="hidden" name="id" value="${id}">
        <button class="quiet">Forget this device</button>
      </form>
    </li>`,
  );
  const body = html`
    <p>A remembered device signs in with the password alone for ${rememberedDays} days. It proves that the password
      comes from a browser that you used before, not that you are the one who uses it now: forget devices that
      others can open, and those you lost.</p>
    ${items.length > 0 ? html`<ul class="rows">${items}</ul>` : html`<p>No device is remembered.</p>`}
    ${current === undefined && rememberPart(session)}
    <p><a href="/account">To your account</a></p>`;
  return page({ title: 'Remembered devices', session, body });
}

/**
 * Only after two factors: a password alone must not make its own second factor, and a remembered device must not renew
 * itself.
 */
export function rememberThisDevice({ database, session, userAgent, now }: Visit<SignedIn>): Reply {
  if (!hasShownFactor(session)) {
    throw new Refusal(403, 'Two factors first', 'Sign in with a second factor, then remember this device.');
  }
  const deviceToken = rememberDevice(database, session.user.id, { userAgent, now });
  return { ...seeOther('/devices'), deviceToken };
}

export function forgetDevice({ database, session, form, deviceToken, now }: Visit<SignedIn>): Reply {
  const userId = session.user.id;
  const current = deviceWith(database, userId, { token: deviceToken, now });
  const id = Number(form.get('id'));
  deleteDevice(database, userId, id);
  return { ...seeOther('/devices'), ...(current?.id === id && { deviceToken: '' }) };
}

function rememberPart(session: SignedIn): Html {
  if (!hasShownFactor(session)) {
    return html`<p>Sign in with a second factor to remember the device that you use now.</p>`;
  }
  return html`<form method="post" action="/devices/remember">
    ${csrfField(session)}<button>Remember this device</button>
  </form>`;
}
