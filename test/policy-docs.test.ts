/** What administrators are told of policies is what is read: the schema, the table in the README, and the parser. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEATURES, POLICY_KEYS, readPolicy, STRENGTHS } from '../src/core/policy';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
interface Property {
  readonly type: string;
  readonly description: string;
}
const schema: { readonly type: string; readonly properties: Readonly<Record<string, Property>> } = JSON.parse(
  read('public/managed-schema.json'),
);
const readme = read('README.md');
const section = readme.slice(readme.indexOf('## For organisations')).split('\n## ')[0] ?? '';
const rows = [...section.matchAll(/^\| `(\w+)` \| ([\w ]+?) \| (.+) \|$/gm)].map(
  ([, key = '', type = '', what = '']) => ({
    key,
    type,
    what,
  }),
);
const TYPES: Readonly<Record<string, string>> = {
  integer: 'whole number',
  boolean: 'true or false',
  string: 'text',
  array: 'list',
};
const byKey = (key: string) => rows.find((row) => row.key === key)?.what ?? '';

describe('the policies', () => {
  it('are the same in the schema, the README and the parser', () => {
    expect(Object.keys(schema.properties)).toEqual([...POLICY_KEYS]);
    expect(rows.map(({ key }) => key)).toEqual([...POLICY_KEYS]);
    expect(rows.map(({ type }) => type)).toEqual(
      Object.values(schema.properties).map(({ type }) => TYPES[type] ?? type),
    );
  });

  it('name every feature and every strength', () => {
    const named = (text: string) => FEATURES.filter((feature) => text.includes(feature));
    expect(named(byKey('hideFeatures'))).toEqual([...FEATURES]);
    expect(named(schema.properties.hideFeatures?.description ?? '')).toEqual([...FEATURES]);
    const levels = STRENGTHS.filter((level) => byKey('minimumPassphraseStrength').includes(`\`${level}\``));
    expect(levels).toEqual(['fair', 'good', 'strong']);
  });

  it('are read whole from the examples of the README', () => {
    const examples = [...section.matchAll(/```json\n([\s\S]+?)```/g)].map(([, text = '']) =>
      JSON.parse(text),
    );
    expect(examples).toHaveLength(2);
    const chrome = examples[0]['3rdparty'].extensions['EXTENSION-ID'];
    const firefox = examples[1].policies['3rdparty'].Extensions['counterfoil@counterfoil.example'];
    expect(Object.keys(chrome)).toEqual([...POLICY_KEYS]);
    for (const example of [chrome, firefox]) expect(readPolicy(example).unreadable).toEqual([]);
  });

  it('state types only, so that Chromium takes no whole policy away for one value in it', () => {
    expect(JSON.stringify(schema)).not.toMatch(
      /"(?:enum|minimum|maximum|pattern|additionalProperties|required)"/,
    );
  });
});
