/** To the section that has the earlier versions. */
export function showHistory(): void {
  location.hash = 'backup-title';
}
