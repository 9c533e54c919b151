import { computed, ref, watch } from 'vue'
import { useLoad } from '@/composables/useLoad'
import { useSession } from '@/stores/session'
import { totalOf } from './board'
import { plansApi } from './plansApi'

const kYearsBack = 4

/** The plans of a year, the drafts apart, and what there is to say of them in one sentence. */
export function usePlans() {
  const session = useSession()
  const thisYear = Number(session.today.slice(0, 4)) || new Date().getFullYear()
  const year = ref(thisYear)
  const years = Array.from({ length: kYearsBack + 2 }, (_, index) => thisYear + 1 - index)
  const { value, error, late, load } = useLoad(async () => (await plansApi.list(year.value)).plans)
  watch(year, () => void load())

  const adopted = computed(() => (value.value ?? []).filter((plan) => plan.state !== 'draft'))
  const drafts = computed(() => (value.value ?? []).filter((plan) => plan.state === 'draft'))
  const sums = computed(() => ({
    year: year.value,
    n: adopted.value.length,
    measures: adopted.value.reduce((sum, plan) => sum + totalOf(plan.counts), 0),
    overdue: adopted.value.reduce((sum, plan) => sum + (plan.counts.overdue ?? 0), 0),
  }))
  return { year, years, plans: value, adopted, drafts, sums, error, late, load }
}
