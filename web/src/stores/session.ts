import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { ApiError } from '@/api/client'
import { sessionApi } from '@/api/session'
import type { Session } from '@/api/types'

export const useSession = defineStore('session', () => {
  const session = ref<Session | null>(null)
  const asked = ref(false) // whether the server has been asked once
  const unreachable = shallowRef<ApiError | null>(null) // the server did not answer at the start
  const expired = ref(false) // the session ended while the person was at work
  const waiting: ((signedIn: boolean) => void)[] = []

  const signedIn = computed(() => session.value !== null)
  const today = computed(() => session.value?.today ?? '')

  async function load() {
    if (asked.value) return
    try {
      session.value = await sessionApi.current()
    } catch (reason) {
      if (!(reason instanceof ApiError && reason.status === 401)) throw reason
    }
    asked.value = true
  }

  async function signIn(account: string, password: string) {
    session.value = await sessionApi.signIn(account, password)
    asked.value = true
    expired.value = false
    waiting.splice(0).forEach((answer) => answer(true))
  }

  async function signOut() {
    await sessionApi.signOut().catch(() => undefined)
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

  return { session, expired, unreachable, signedIn, today, load, signIn, signOut, signInAgain, hasDuty }
})
