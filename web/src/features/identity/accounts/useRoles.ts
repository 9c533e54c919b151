import { computed } from 'vue'
import { accountsApi } from '@/api/accounts'
import { useLoad } from '@/composables/useLoad'

// The roles that she may give somewhere.
export function useRoles() {
  const roles = useLoad(async () => (await accountsApi.roles()).roles)
  const givable = computed(() => (roles.value.value ?? []).filter((role) => role.givable))
  return { givable, load: roles.load }
}
