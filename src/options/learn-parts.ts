/** What the page about two-factor sign-in says, by the names of its texts. The practice site says the same, in English. */
export const LEARN_PARTS = [
  { title: 'learnWhyTitle', texts: ['learnWhy'] },
  { title: 'learnFirstTitle', texts: ['learnFirst'] },
  { title: 'learnPasswordsTitle', texts: ['learnPasswords'] },
  { title: 'learnLostTitle', texts: ['learnLostBefore', 'learnLostAfter'] },
] as const;
