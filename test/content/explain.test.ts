import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../src/content/explain.ts';
import { startTestBed, type TestBed } from './browser.ts';
import { OTHER_BODIES, PROMPT_BODIES } from './otp-cases.ts';

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.close());

/** Every third: these take a page each. */
const SAMPLE = [...PROMPT_BODIES, ...OTHER_BODIES].filter((_body, at) => at % 3 === 0);
const LONGEST_BYTES = 20_000;

async function explain(markup: string): Promise<Explanation> {
  const { inWorld } = await bed.open({ markup });
  return (await inWorld('counterfoilTest.explainOtpFields(document)')) as Explanation;
}

/** A page whose every text, name, value, id and address holds a canary. */
function pageOf(canaries: readonly string[]): string {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = canaries;
  return `<!doctype html><title>${a} authenticator ${a}</title><h1>Two-factor ${b}</h1><p>Code from your ${c} app, ${d}@${e}.example</p>
    <x-${f}><form action="/${d}/otp" id="${e}" class="${f}"><label for="${a}otp">${b} code</label>
    <input id="${a}otp" name="otp_${c}" placeholder="${d} code" aria-label="${e} authenticator" data-testid="${f}" data-${a}="1"
      autocomplete="${b} one-time-code" pattern="[0-9]{6}|${c}" inputmode="${d}" value=""><input name="${e}" value="${f}">
    <input type="number" value="4711815" name="${a}"><button>Verify ${b}</button><a href="/${c}">Resend to ${d}</a></form></x-${f}>`;
}

const canary = fc.stringMatching(/^[b-df-hj-np-tv-xz]{12}$/);

describe('explainOtpFields', () => {
  it('tells nothing of a page but words of our own lists', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(canary, { minLength: 6, maxLength: 6 }), async (canaries) => {
        const explanation = await explain(pageOf(canaries));
        expect(explanation.candidates.length).toBeGreaterThan(0);
        const told = JSON.stringify(explanation).toLowerCase();
        for (const one of [...canaries, '4711815', 'example']) expect(told).not.toContain(one);
      }),
      { numRuns: 12 },
    );
  });

  it('names the words of ours that were found, by list and by place', async () => {
    const { candidates, picked } = await explain(
      '<!doctype html><h1>Two-factor authentication</h1><form><label>Code <input name="otp_attempt"></label></form>',
    );
    expect(picked).toBe(1);
    expect(candidates[0]?.words.names?.secondFactor).toEqual(['otp*', '*otp']);
    expect(candidates[0]?.words.around?.secondFactor).toEqual(['two factor*']);
    expect(candidates[0]?.words.labels?.someCode).toEqual(['code']);
  });

  it.each(SAMPLE)('adds up to the decision: %s', async (_what, body) => {
    const { inWorld } = await bed.open({ markup: `<!doctype html>${body}` });
    const explanation = (await inWorld('counterfoilTest.explainOtpFields(document)')) as Explanation;
    for (const { signals, points, threshold, veto, isPicked } of explanation.candidates) {
      expect(signals.reduce((sum, signal) => sum + signal.points, 0)).toBe(points);
      if (isPicked) expect({ isEnough: points >= threshold, veto }).toEqual({ isEnough: true, veto: null });
    }
    const picked = explanation.candidates.filter(({ isPicked }) => isPicked);
    expect(picked.reduce((sum, { boxes }) => sum + boxes, 0)).toBe(
      await inWorld('counterfoilTest.findOtpFields(document).length'),
    );
  });

  it('says why a field was not judged, and what ruled one out', async () => {
    const { passed, candidates } = await explain(
      '<!doctype html><input name="otp" readonly><input name="otp" maxlength="2"><form><label>Coupon <input name="coupon"></label></form>',
    );
    expect(passed).toEqual({ 'read-only': 1, length: 1 });
    expect(candidates.map(({ veto }) => veto)).toEqual(['names something else']);
  });

  it('stays small on a page full of prompts', async () => {
    const many = PROMPT_BODIES.map(([, body]) => body).join('');
    expect(JSON.stringify(await explain(`<!doctype html>${many}`)).length).toBeLessThan(LONGEST_BYTES);
  });
});
