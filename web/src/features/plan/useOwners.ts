import { computed, ref } from 'vue'
import { organisationsApi } from '@/api/organisations'
import { sessionApi } from '@/api/session'
import type { Account, Organisation } from '@/api/types'
import { useTitle } from '@/composables/useTitle'
import { useSession } from '@/stores/session'
import type { Id } from './types'

export interface Owner {
  id: Id
  name: string
}

/** Who can be given a measure: the organisation itself, those below it, and the people whose accounts one may see. */
export function useOwners() {
  const session = useSession()
  const say = useTitle()
  const below = ref<Organisation[]>([])
  const accounts = ref<Account[]>([])
  const own = computed<Owner>(() => ({
    id: session.session?.organisation.id ?? '',
    name: session.session?.organisation.name ?? '',
  }))
  const owners = computed<Owner[]>(() => [own.value, ...below.value.map((one) => ({ id: one.id, name: one.name }))])

  /** Both lists only make choosing easier: without them the own organisation and typed positions remain. */
  async function load(): Promise<void> {
    const [organisations, people] = await Promise.all([
      organisationsApi.list({ parent: own.value.id }).catch(() => ({ organisations: [] })),
      session.hasDuty('accounts') ? sessionApi.accounts().catch(() => ({ accounts: [] })) : { accounts: [] },
    ])
    below.value = organisations.organisations
    accounts.value = people.accounts.filter((one) => one.state !== 'disabled')
  }

  const nameOf = (id: Id): string => owners.value.find((one) => one.id === id)?.name ?? ''
  const peopleOf = (organisation: Id): Account[] =>
    accounts.value.filter((one) => one.positions?.some((position) => position.organisation === organisation))
  const personName = (id: string | null): string => accounts.value.find((one) => one.login === id)?.name ?? ''

  /** Positions to offer: those of the organisation's people, and what the plan has written already. */
  function positionsOf(organisation: Id, written: readonly string[]): string[] {
    const held = peopleOf(organisation).flatMap((one) => one.positions ?? [])
    const titles = held.map((position) => position.title || say(position.role_title))
    return [...new Set([...titles, ...written])].filter(Boolean)
  }

  return { own, owners, below, load, nameOf, peopleOf, personName, positionsOf }
}

export type Owners = ReturnType<typeof useOwners>
