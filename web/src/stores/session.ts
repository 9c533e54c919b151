import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { ApiError } from '@/api/client'
import { sessionApi } from '@/api/session'
import type { Session } from '@/api/types'
import { useReach } from './reach'
import { orKept, signOutOwed, start } from './start'

const isSignedOut = (reason: unknown) => reason instanceof ApiError && reason.status === 401

export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const asked = ref(false) // whether the server has been asked once
  const fresh = ref(true) // false: told by this device, because the server did not answer
  const handed = ref('') // the temporary password just typed, until she has chosen her own
  const unreachable = shallowRef<ApiError | null>(null) // the server did not answer at the start
  const expired = ref(false) // the session ended while the person was at work
  const waiting: ((signedIn: boolean) => void)[] = []
  const reach = useReach()

  const signedIn = computed(() => session.value !== null)
  const mustChoose = computed(() => session.value?.account.password_temporary === true)
  const today = computed(() => session.value?.today ?? '')

  function take(given: Session) {
    session.value = given
    asked.value = fresh.value = true
    void start.keepSession(given)
  }
  async function paySignOut() {
    if (!signOutOwed.is()) return
    await sessionApi.signOut()
    signOutOwed.paid()
  }
  async function load() {
    if (asked.value) return
    try {
      await paySignOut()
      const told = await orKept(sessionApi.current(), start.session)
      if (told.fresh) take(told.value)
      else session.value = told.value
      fresh.value = told.fresh
    } catch (reason) {
      if (!isSignedOut(reason)) throw reason
      void start.forget()
    }
    asked.value = true
  }
  // Nothing stands between her and the page any more.
  function release() {
    if (mustChoose.value) return
    expired.value = false
    handed.value = ''
    waiting.splice(0).forEach((answer) => answer(true))
  }
  // The network is back after a start without it, or she has chosen her password.
  async function refresh() {
    try {
      take(await sessionApi.current())
      release()
    } catch (reason) {
      if (isSignedOut(reason)) expired.value = true
    }
  }
  watch(() => reach.reachable, (now) => now && !fresh.value && void refresh())

  async function signIn(account: string, password: string) {
    take(await sessionApi.signIn(account, password))
    signOutOwed.paid()
    handed.value = mustChoose.value ? password : ''
    release()
  }

  // What this device keeps of her is gone; without network the server is told later.
  async function signOut() {
    await sessionApi.signOut().catch((reason: unknown) => !isSignedOut(reason) && signOutOwed.note())
    await start.forget()
    session.value = null
    location.assign('/sign-in')
  }

  // Called by the client on 401: the page stays, sign-in comes over it.
  function signInAgain(): Promise<boolean> {
    if (!session.value) return Promise.resolve(false)
    expired.value = true
    return new Promise((answer) => waiting.push(answer))
  }

  const hasDuty = (duty: string) => session.value?.duties.includes(duty) ?? false

  return { session, expired, handed, unreachable, signedIn, mustChoose, today, load, refresh, signIn, signOut, signInAgain, hasDuty }
})
