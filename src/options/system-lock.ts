/** Whether the browser tells extensions that the computer was locked. Firefox tells them of idleness alone. */
export const browserTellsSystemLock = location.protocol !== 'moz-extension:';
