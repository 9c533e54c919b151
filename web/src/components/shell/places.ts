import { ClipboardList, Network, NotebookPen, PenLine, Sun, UserRound, type LucideIcon } from 'lucide-vue-next'

export interface Place {
  key: string
  path: string
  icon: LucideIcon
}

// The same order for everyone. Places that are not built yet are not shown.
export const kPlaces: Place[] = [
  { key: 'today', path: '/', icon: Sun },
  { key: 'plans', path: '/plans', icon: ClipboardList },
  { key: 'ledgers', path: '/ledgers', icon: NotebookPen },
  { key: 'organisations', path: '/organisations', icon: Network },
]
export const kPhonePlaces: Place[] = [
  { key: 'today', path: '/', icon: Sun },
  { key: 'write', path: '/write', icon: PenLine },
  { key: 'plans', path: '/plans', icon: ClipboardList },
  { key: 'account', path: '/account', icon: UserRound },
]

export function isAt(place: Place, path: string): boolean {
  return place.path === '/' ? path === '/' : path === place.path || path.startsWith(`${place.path}/`)
}
