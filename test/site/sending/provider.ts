import type { Channel } from './phone-number.ts';

/** Whoever carries our messages and calls. */
export interface Provider {
  /** Address of the page on which the stand-in shows what it was given; a real provider has none. */
  readonly inbox?: string;
  /**
   * Resolves when the provider has taken the message.
   * @throws ProviderFault
   */
  deliver(parcel: Parcel): Promise<void>;
  close(): Promise<void>;
}

export interface Parcel {
  channel: Channel;
  /** E.164. */
  to: string;
  /** What is written, or read out. */
  text: string;
}

/**
 * `refused`: this number cannot be reached. `busy`: too much at once. `unclear`: no answer came or the provider broke,
 * and the message may be on its way. `failed`: anything else, which is ours to mend.
 */
export type FaultKind = 'refused' | 'busy' | 'unclear' | 'failed';

/** What went wrong, without the number, the text and the credentials: this may be printed and shown. */
export class ProviderFault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
