/** What a screen reader is told: the accessibility tree as Chromium gives it, its reading, and what is wrong in it. */
import type { CDPSession } from 'playwright-core';

export interface Spoken {
  readonly role: string;
  readonly name: string;
  readonly description: string;
  /** Of a heading. */
  readonly level: number;
  /** `checked`, `expanded`, `disabled` and the like, as they are said. */
  readonly states: readonly string[];
  readonly children: readonly Spoken[];
}

/** Layout of Chromium's own, which no reader speaks of: its children stand in its place. */
const SILENT = new Set(['none', 'generic', 'InlineTextBox', 'LayoutTable', 'LabelText']);
const CONTROLS = new Set([
  ...[
    'button',
    'link',
    'textbox',
    'searchbox',
    'checkbox',
    'radio',
    'combobox',
    'menuitem',
    'menu',
    'switch',
  ],
  ...['slider', 'spinbutton', 'listbox', 'option', 'DisclosureTriangle', 'tab', 'dialog', 'image', 'img'],
  ...['progressbar', 'meter', 'table'],
]);
/** What tells two controls of one name apart: the entry or the part that they stand in. */
const PLACES = new Set([
  ...['listitem', 'region', 'complementary', 'form', 'group', 'row', 'menu', 'list', 'radiogroup'],
]);
const SAID = ['checked', 'pressed', 'expanded', 'selected', 'disabled', 'invalid', 'busy'];

type AxNode = Awaited<ReturnType<typeof fullTree>>[number];

async function fullTree(session: CDPSession) {
  return (await session.send('Accessibility.getFullAXTree')).nodes;
}

/** @throws Error where the page has no tree */
export async function readTree(session: CDPSession): Promise<Spoken> {
  const nodes = await fullTree(session);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const childrenOf = (node: AxNode): Spoken[] =>
    (node.childIds ?? []).flatMap((id) => {
      const child = byId.get(id);
      if (!child) return [];
      const isSilent = child.ignored || SILENT.has(String(child.role?.value));
      return isSilent ? childrenOf(child) : [spoken(child, childrenOf(child))];
    });
  const [root] = nodes;
  if (!root) throw new Error('The page has no accessibility tree');
  return spoken(root, childrenOf(root));
}

function spoken({ role, name, description, properties = [] }: AxNode, children: Spoken[]): Spoken {
  const value = (key: string): unknown => properties.find((one) => one.name === key)?.value.value;
  const states = SAID.flatMap((key) => {
    const state = value(key);
    return state === undefined || state === false || state === 'false' ? [] : [`${key} ${state}`];
  });
  return {
    role: String(role?.value),
    name: String(name?.value ?? '').trim(),
    description: String(description?.value ?? ''),
    level: Number(value('level') ?? 0),
    states,
    children,
  };
}

/** The tree as lines, as a listener who goes through it hears it. */
export function treeText(node: Spoken, depth = 0): string {
  const { role, name, description, level, states, children } = node;
  const own = [role === 'StaticText' ? '' : `${role}${level > 0 ? ` ${level}` : ''}`, name, description];
  const line = `${'  '.repeat(depth)}${[...own, ...states].filter(Boolean).join(' | ')}`;
  const isSaid = children.length === 1 && children[0]?.role === 'StaticText' && children[0].name === name;
  return [line, ...(isSaid ? [] : children.map((child) => treeText(child, depth + 1)))].join('\n');
}

/** All that is in it, each with the nearest part of the page that it stands in. */
function* walk(node: Spoken, place: Spoken = node): Generator<{ node: Spoken; place: Spoken }> {
  yield { node, place };
  const inner = PLACES.has(node.role) ? node : place;
  for (const child of node.children) yield* walk(child, inner);
}

function headingProblems(all: readonly Spoken[]): string[] {
  const headings = all.filter(({ role }) => role === 'heading');
  const tops = headings.filter(({ level }) => level === 1).length;
  const jumps = headings.filter(({ level }, index) => level > (headings[index - 1]?.level ?? 0) + 1);
  return [
    ...(tops === 1 ? [] : [`${tops} headings of level 1`]),
    ...jumps.map(({ name, level }) => `heading of level ${level} under none of ${level - 1}: ${name}`),
  ];
}

function listProblems(all: readonly Spoken[]): string[] {
  const lists = all.filter(({ role }) => role === 'list');
  const inLists = new Set(lists.flatMap(({ children }) => children));
  return [
    ...lists
      .filter(({ children }) => children.some(({ role }) => role !== 'listitem'))
      .map(({ name, children }) => `list "${name}" holds ${children.map(({ role }) => role).join()}`),
    ...all
      .filter((node) => node.role === 'listitem' && !inLists.has(node))
      .map(({ name }) => `entry of no list: ${name}`),
  ];
}

/** Controls of one name in one place, of which a listener cannot tell which is which. */
function twinProblems(all: readonly { node: Spoken; place: Spoken }[]): string[] {
  const seen = new Map<Spoken, Set<string>>();
  return all.flatMap(({ node: { role, name, description }, place }) => {
    if (!CONTROLS.has(role) || role === 'option') return [];
    const known = seen.get(place) ?? new Set();
    seen.set(place, known);
    const key = `${role} "${name}" ${description}`;
    if (!known.has(key)) return [known.add(key)].flatMap(() => []);
    return [`two of ${key} in ${place.role} "${place.name}"`];
  });
}

/** Controls without a name or twice in one place, headings and lists out of order, and no place for news. */
export function treeProblems(root: Spoken): string[] {
  const all = [...walk(root)];
  const nodes = all.map(({ node }) => node);
  return [
    ...nodes
      .filter(({ role, name }) => CONTROLS.has(role) && name === '')
      .map(({ role }) => `nameless: ${role}`),
    ...headingProblems(nodes),
    ...listProblems(nodes),
    ...twinProblems(all),
    ...(nodes.some(({ role }) => role === 'status') ? [] : ['no region for news']),
    ...(nodes.some(({ role }) => role === 'main') ? [] : ['no main part']),
  ];
}
