/** Name of the BroadcastChannel on which the background tells our pages that something changed. */
export const CHANNEL = 'counterfoil';
/**
 * `locked`: clear the screen now. `changed`: ask again. `policy`: the organisation settles something else now. `synced`: the sync of browsers has another state. `captured`: a picture waits for the panel of that window. Carries
 * no account data.
 */
export type Announcement =
  | { readonly type: 'locked' | 'unlocked' | 'changed' | 'policy' | 'synced' }
  | { readonly type: 'captured'; readonly windowId: number };
