import type { AccountRow, FillReply, FillTarget, OpenReply } from '../messages';

/** What the background tells of an open vault, and how far its clock is ahead of ours, in milliseconds. */
export type Opened = Extract<OpenReply, { vault: 'unlocked' }> & { readonly clockOffset: number };

/** A fill that needs the person's answer first. */
export interface FillQuestion {
  readonly row: AccountRow;
  readonly target: FillTarget;
  readonly question: Extract<FillReply, { status: 'ask' }>;
  /** What is to be filled. */
  readonly what?: 'recovery-code';
}

/** Where the codes screen leads to. */
export interface Ways {
  readonly add: () => void;
  /** To the form of an account; `choosesIcon`: to the choice of its icon first. */
  readonly edit: (id: string, choosesIcon?: boolean) => void;
  readonly question: (question: FillQuestion) => void;
  /** To why this page's field was found, or none was. */
  readonly explain: (target: FillTarget) => void;
  /** To the secret of an account, behind another question for the passphrase. */
  readonly secret: (row: AccountRow) => void;
  /** To the code of an account, as large as it goes. `asked`: the one of a counter-based account that its row shows. */
  readonly large: (row: AccountRow, asked?: string) => void;
  /** To what the keys do. */
  readonly keys: () => void;
  /** To what may be wrong where codes are refused: with an account chosen, and the page in front. */
  readonly clock: (from: Pick<Opened, 'site'> & { readonly id?: string }) => void;
  /** To the recovery codes of an account. */
  readonly recovery: (row: AccountRow) => void;
  /** The vault was locked under this screen. */
  readonly locked: () => void;
}
