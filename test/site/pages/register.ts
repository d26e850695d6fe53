import { addUser, hasUsers } from '../database.ts';
import { textField } from '../form-parts.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { hashPassword } from '../password.ts';
import { Refusal } from '../refusal.ts';
import { type Reply, seeOther } from '../reply.ts';
import { isLoopback } from '../request.ts';
import { csrfField, rotateSession, type Visitor, type Waiting } from '../session.ts';
import type { Visit } from '../visit.ts';

type Door = Visit<Visitor | Waiting>;

interface Problems {
  name?: string | undefined;
  password?: string | undefined;
}

export const minPasswordLength = 8;
const maxPasswordLength = 256;
const maxNameLength = 64;

const explanation = html`<p>A password proves that you know it, not that you are the one who chose it: whoever learns it
  knows as much. This site does not keep it, only a salted hash that takes time and memory to compute (scrypt), so that
  who steals the file can guess only slowly. Use a password that you use nowhere else.</p>`;

export function showRegister(visit: Door): Reply {
  return registerPage(visit, {});
}

export async function register(visit: Door): Promise<Reply> {
  const { form, database, now } = visit;
  const name = (form.get('name') ?? '').trim().normalize();
  const password = form.get('password') ?? '';
  const problems = { name: problemOfName(name), password: problemOfPassword(password) };
  if (problems.name !== undefined || problems.password !== undefined) return registerPage(visit, problems);

  assertMayBeFirst(visit);
  const userId = addUser(database, name, await hashPassword(password), now);
  if (userId === undefined) {
    return registerPage(visit, { name: 'This name is taken. Choose another one, or sign in.' });
  }
  return seeOther(
    '/account',
    rotateSession(database, visit.session, { userId, stage: 'password-only', now }),
  );
}

/**
 * The first account administers the site. On a site that others can reach, they must not be faster than its owner.
 * @throws {Refusal}
 */
function assertMayBeFirst({ database, address }: Door): void {
  if (hasUsers(database) || isLoopback(address)) return;
  throw new Refusal(
    403,
    'Not open yet',
    'The first account is the administrator’s. It must be registered on the computer that runs this site.',
  );
}

/** A key URI cannot say where an issuer ends if the account name has a colon too. */
export function problemOfName(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name.length > maxNameLength) return `Use at most ${maxNameLength} characters.`;
  if (/[:\p{Cc}]/u.test(name)) return 'Use a name without colons and control characters.';
  return undefined;
}

export function problemOfPassword(password: string): string | undefined {
  if (password.length < minPasswordLength) return `Use at least ${minPasswordLength} characters.`;
  if (password.length > maxPasswordLength) return `Use at most ${maxPasswordLength} characters.`;
  return undefined;
}

function registerPage({ session, form }: Door, problems: Problems): Reply {
  const hasProblem = problems.name !== undefined || problems.password !== undefined;
  const body = html`
    ${explanation}
    <form method="post" action="/register" novalidate>
      ${csrfField(session)}
      ${textField({ name: 'name', label: 'Name', autocomplete: 'username', value: form.get('name') ?? '', problem: problems.name })}
      ${textField({
        name: 'password',
        label: 'Password',
        type: 'password',
        autocomplete: 'new-password',
        hint: `At least ${minPasswordLength} characters.`,
        problem: problems.password,
      })}
      <button>Register</button>
    </form>
    <p>Here before? <a href="/sign-in">Sign in</a></p>`;
  return page({ title: 'Register', session, body, status: hasProblem ? 422 : 200 });
}
