import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AccountRow } from '../messages';
import { ask } from '../ui/ask';
import { type SearchTexts, searchIn } from '../ui/list-search';
import { type Layout, layOutHits, layOutSections } from './list-layout';
import type { Opened } from './opened';

const NOTHING: SearchTexts = {};

/** Notes and sites, asked for when a search begins: no part of the first picture. Names are found meanwhile. */
function useSearchTexts(
  opened: Opened,
  isSearching: boolean,
  onFailure: (failure: unknown) => void,
): SearchTexts {
  const [known, setKnown] = useState<{ readonly of: Opened; readonly texts: SearchTexts } | null>(null);
  const isWanted = isSearching && known?.of !== opened;
  useEffect(() => {
    if (!isWanted) return;
    let isCurrent = true;
    ask('searchTexts', {}).then(
      ({ texts }) => isCurrent && setKnown({ of: opened, texts }),
      (failure: unknown) => isCurrent && onFailure(failure),
    );
    return () => {
      isCurrent = false;
    };
  }, [isWanted, opened]);
  return known?.texts ?? NOTHING;
}

export interface Found {
  readonly layout: Layout;
  /** A word is searched for. */
  readonly isSearching: boolean;
  /** All tags that there are, in the order of the list. */
  readonly tags: readonly string[];
  /** The one whose accounts are shown, or all. */
  readonly tag: string | null;
  readonly setTag: (tag: string | null) => void;
}

/** What of the list is shown: all by sections, or what a search and a chosen tag leave of it. */
export function useFound(opened: Opened, query: string, onFailure: (failure: unknown) => void): Found {
  const { rows, site } = opened;
  const [chosen, setTag] = useState<string | null>(null);
  const tags = useMemo(() => [...new Set(rows.flatMap((row) => row.tags ?? []))], [rows]);
  // The last account with this tag may have gone.
  const tag = chosen !== null && tags.includes(chosen) ? chosen : null;
  const isSearching = query.trim() !== '';
  const texts = useSearchTexts(opened, isSearching, onFailure);
  const sections = useMemo(() => layOutSections(rows, site), [rows, site]);
  const tagged = useMemo(() => withTag(rows, tag), [rows, tag]);
  const find = useMemo(() => searchIn(tagged), [tagged]);
  const layout = useMemo(
    () => (isSearching || tag !== null ? layOutHits(find(query, texts), sections.dense) : sections),
    [isSearching, tag, query, texts, find, sections],
  );
  return { layout, isSearching, tags, tag, setTag };
}

const withTag = (rows: readonly AccountRow[], tag: string | null): readonly AccountRow[] =>
  tag === null ? rows : rows.filter((row) => row.tags?.includes(tag));
