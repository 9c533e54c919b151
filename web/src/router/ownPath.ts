// Only a path of our own is followed after signing in.
export function ownPath(wanted: unknown): string {
  const path = String(wanted ?? '/')
  return /^\/(?![/\\])/.test(path) ? path : '/'
}
