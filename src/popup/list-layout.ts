import type { AccountRow, SiteView } from '../messages';

export type Section = 'site' | 'near' | 'suggested' | 'pinned' | 'all';

/** One account of the list with its place in it, in CSS pixels. */
export interface Entry {
  readonly row: AccountRow;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly section: Section;
  /** The first of its section carries the section's label, where there is more than one section. */
  readonly labelled: boolean;
  /** The one account of this site: drawn large, with the filled button. */
  readonly large: boolean;
}

export interface Layout {
  readonly entries: readonly Entry[];
  readonly height: number;
  readonly dense: boolean;
}

/** Above this many accounts rows are compact. */
const ROOMY_ROWS = 12;
const HEIGHT = { row: 56, dense: 44, large: 118, label: 32 };

function sectionOf(row: AccountRow, site: SiteView | null): Section {
  if (site?.exact.includes(row.id)) return 'site';
  if (site?.exact.length === 0 && site.sameDomain.includes(row.id)) return 'near';
  if (site?.exact.length === 0 && site.suggested.includes(row.id)) return 'suggested';
  return row.pinned ? 'pinned' : 'all';
}

const ORDER: readonly Section[] = ['site', 'near', 'suggested', 'pinned', 'all'];

/** The list as it stands without a search: by sections. */
export function layOutSections(rows: readonly AccountRow[], site: SiteView | null): Layout {
  const sections = ORDER.map((section) => ({
    section,
    members: rows.filter((row) => sectionOf(row, site) === section),
  })).filter(({ members }) => members.length > 0);
  const dense = rows.length > ROOMY_ROWS;
  const entries: Entry[] = [];
  let top = 0;
  for (const { section, members } of sections) {
    const large = section === 'site' && members.length === 1;
    const labels = sections.length > 1 || section !== 'all';
    for (const [place, row] of members.entries()) {
      const labelled = labels && place === 0;
      const height = (large ? HEIGHT.large : HEIGHT[dense ? 'dense' : 'row']) + (labelled ? HEIGHT.label : 0);
      entries.push({ row, index: entries.length, top, height, section, labelled, large });
      top += height;
    }
  }
  return { entries, height: top, dense };
}

/** What a search found: one run of rows, in the same order and the same density as the whole list. */
export function layOutHits(hits: readonly AccountRow[], dense: boolean): Layout {
  const height = HEIGHT[dense ? 'dense' : 'row'];
  const entries = hits.map((row, index) => {
    const place = { row, index, top: index * height, height };
    return { ...place, section: 'all' as const, labelled: false, large: false };
  });
  return { entries, height: hits.length * height, dense };
}

/** The entries that touch the stretch from `top` to `bottom`, found by halving. */
export function entriesBetween(layout: Layout, top: number, bottom: number): readonly Entry[] {
  const firstAfter = (edge: number) => {
    let low = 0;
    let high = layout.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = layout.entries[middle];
      if (entry && entry.top + entry.height <= edge) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return layout.entries.slice(firstAfter(top), firstAfter(bottom) + 1);
}
