// What a device needs to open the pages without network: who she is and the definitions of her ledgers, from the last time
// there was one. Gone when she signs out, and after the longest time that a session lasts.
import { ApiError } from '@/api/client'
import type { Catalogue, Session } from '@/api/types'
import { addDays, daysBetween } from '@/composables/dates'
import { device } from './device'

interface KeptSession {
  id: 'session'
  at: string
  session: Session
}
interface KeptCatalogue {
  id: 'catalogue'
  catalogue: Catalogue
}
const kDaysOfASession = 7
const kSignOutOwed = 'niangjia.sign-out-owed'

export const shanghaiDay = (now: Date) => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

// The session as it would be told today: the day moves on while nobody answers.
export function startOn(kept: { at: string; session: Session }, now: Date): Session | null {
  const days = daysBetween(shanghaiDay(new Date(kept.at)), shanghaiDay(now))
  if (days < 0 || days >= kDaysOfASession) return null
  return { ...kept.session, today: addDays(kept.session.today, days) }
}

const plain = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T
// A device that keeps nothing simply needs the network.
const unable = () => undefined
const readSession = () => device.get<KeptSession>('start', 'session').catch(unable)

export const start = {
  async keepSession(session: Session) {
    const before = await readSession()
    if (before && before.session.account.id !== session.account.id) await start.forget()
    await device.put<KeptSession>('start', { id: 'session', at: new Date().toISOString(), session: plain(session) }).catch(unable)
  },
  async keepCatalogue(catalogue: Catalogue) {
    await device.put<KeptCatalogue>('start', { id: 'catalogue', catalogue: plain(catalogue) }).catch(unable)
  },
  async session(): Promise<Session | null> {
    const kept = await readSession()
    return kept ? startOn(kept, new Date()) : null
  },
  async catalogue(): Promise<Catalogue | null> {
    return (await device.get<KeptCatalogue>('start', 'catalogue').catch(unable))?.catalogue ?? null
  },
  async forget() {
    await Promise.all(['session', 'catalogue'].map((id) => device.drop('start', id).catch(unable)))
  },
}

// Signed out without network: the server is told before anything else when it is back.
export const signOutOwed = {
  is: () => localStorage.getItem(kSignOutOwed) === '1',
  note: () => localStorage.setItem(kSignOutOwed, '1'),
  paid: () => localStorage.removeItem(kSignOutOwed),
}

// What the server says or, when it does not answer, what this device still knows.
export async function orKept<T>(fetched: Promise<T>, kept: () => Promise<T | null>): Promise<{ value: T; fresh: boolean }> {
  try {
    return { value: await fetched, fresh: true }
  } catch (reason) {
    if (!(reason instanceof ApiError && reason.status === 0)) throw reason
    const known = await kept()
    if (!known) throw reason
    return { value: known, fresh: false }
  }
}
