import { codeBoxes, codeField, problemLine } from '../form-parts.ts';
import { type Html, html } from '../html.ts';

/** One of the ways in which sites draw the prompt for a code: whatever fills codes must know them all. */
export interface Shape {
  /** In the address, as in `?shape=six`. */
  readonly id: string;
  readonly title: string;
  /** Where a person would wonder: what is special about it. */
  readonly note?: string;
  readonly script?: string;
  /** The field alone, inside the page's own form; a prompt in a frame has its form there. */
  readonly field?: (problem?: string) => Html;
}

const oneField: Shape = {
  id: 'one',
  title: 'One field',
  field: (problem) => codeField(problem, { hasFocus: true }),
};

const sixBoxes: Shape = { id: 'six', title: 'Six boxes', script: '/boxes.js', field: codeBoxes };

const shadow: Shape = {
  id: 'shadow',
  title: 'Shadow DOM',
  note: 'The field stands in the shadow tree of an element of its own: scripts of the page do not find it by looking through the document.',
  script: '/shadow-field.js',
  field: (problem) => html`<code-field name="code">
      <template shadowrootmode="open">
        <link rel="stylesheet" href="/site.css">
        ${codeField(problem, { hasFocus: true })}
      </template>
    </code-field>`,
};

const late: Shape = {
  id: 'late',
  title: 'Late',
  note: 'The field comes a second after the page, as where scripts draw everything.',
  script: '/late-field.js',
  field: (problem) => html`<div id="late-field">
      <p role="status">One moment …</p>
      <template>${codeField(problem, { hasFocus: true })}</template>
    </div>`,
};

export const framed: Shape = {
  id: 'frame',
  title: 'In a frame',
  note: 'The field and its button are another document inside this one, from the same address.',
};

const shapes: readonly Shape[] = [oneField, sixBoxes, shadow, late, framed];

/** The shape that the address asks for, or one field. */
export function shapeOf(query: URLSearchParams): Shape {
  return shapes.find(({ id }) => id === query.get('shape')) ?? oneField;
}

export function pathOf({ id }: Shape): string {
  return id === oneField.id ? '/sign-in/code' : `/sign-in/code?shape=${id}`;
}

export function shapeLinks(current: Shape): Html {
  const items = shapes.map(
    (shape) =>
      html`<li><a href="${pathOf(shape)}" ${shape === current && html`aria-current="page"`}>${shape.title}</a></li>`,
  );
  return html`<nav class="shapes" aria-label="Shapes of this prompt"><ul>${items}</ul></nav>`;
}

/** What stands in the place of the field when the prompt is in a frame. */
export function frame(problem?: string): Html {
  return html`${problemLine('frame', problem)}
    <iframe class="prompt-frame" src="/sign-in/code/framed" title="Prompt for the code"></iframe>`;
}
