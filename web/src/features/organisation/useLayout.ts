import { computed, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/client'
import { divisionsApi, type Division, type LayoutAnswer } from '@/api/divisions'

export const kWholeDepth = 5
const kLevels = ['province', 'city', 'county', 'street', 'community']

// Laying out organisations from a division: what would be added is asked first, anew with each change of the wish; then it
// is added part by part until nothing is left. What stands stays, so that it can be stopped and gone on with.
export function useLayout(done: () => void) {
  const { t } = useI18n()
  const division = shallowRef<Division | null>(null)
  const depth = ref(kWholeDepth)
  const rule = ref('')
  const under = ref<string | null>(null)
  const underAsked = ref(false) // nothing tells under which organisation the division belongs
  const preview = shallowRef<LayoutAnswer | null>(null)
  const rules = shallowRef<LayoutAnswer['rules']>([]) // stay while the next preview comes
  const fault = ref('')
  const looking = ref(false)
  const running = ref(false)
  const stopping = ref(false)
  const added = ref(0)
  const finished = ref(false)
  let turn = 0

  const wish = () => ({
    division: division.value?.code ?? '',
    ...(under.value ? { under: under.value } : {}),
    ...(rule.value ? { rule: rule.value } : {}),
    depth: depth.value,
  })
  function refused(reason: unknown) {
    if (!(reason instanceof ApiError)) throw reason
    underAsked.value = underAsked.value || 'under' in reason.fields
    fault.value = reason.message || t('error.unreachable')
  }

  async function look() {
    const mine = ++turn
    preview.value = null
    fault.value = ''
    finished.value = false
    added.value = 0
    if (!division.value) return
    looking.value = true
    try {
      const answer = await divisionsApi.layOut({ ...wish(), dry_run: true })
      if (mine !== turn) return
      preview.value = answer
      rules.value = answer.rules
    } catch (reason) {
      if (mine === turn) refused(reason)
    } finally {
      if (mine === turn) looking.value = false
    }
  }
  async function run() {
    running.value = true
    stopping.value = false
    fault.value = ''
    try {
      let answer: LayoutAnswer
      do {
        answer = await divisionsApi.layOut(wish())
        added.value += answer.added
      } while (answer.left > 0 && answer.added > 0 && !stopping.value)
      finished.value = answer.left === 0
    } catch (reason) {
      refused(reason)
    } finally {
      running.value = false
      done()
    }
  }

  watch(division, () => {
    under.value = null
    underAsked.value = false
    depth.value = kWholeDepth
  })
  watch([division, depth, rule, under], () => void look())

  const missing = computed(() => (preview.value?.levels ?? []).reduce((sum, level) => sum + level.missing, 0))
  const present = computed(() => (preview.value?.levels ?? []).reduce((sum, level) => sum + level.present, 0))
  // How many steps there are below the division.
  const depths = computed(() => {
    const steps = kLevels.length - 1 - kLevels.indexOf(division.value?.level ?? 'community')
    return Array.from({ length: steps }, (_, step) => step)
  })
  return { division, depth, depths, rule, rules, under, underAsked, preview, missing, present, fault, looking, running, stopping, added, finished, run }
}
