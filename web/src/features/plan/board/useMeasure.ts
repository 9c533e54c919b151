import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/client'
import type { HistoryLine } from '@/api/types'
import { useLoad } from '@/composables/useLoad'
import { useNotice } from '@/composables/useNotice'
import { useSession } from '@/stores/session'
import { plansApi } from '../plansApi'
import type { Revision } from '../plansApi'
import { sharesBody } from '../shares'
import type { ShareRow } from '../shares'
import type { BoardRow, Id } from '../types'

/** One measure opened: what is known of it, what was changed, and the changes that can be made. */
export function useMeasure(changed: (row: BoardRow) => void) {
  const { t } = useI18n()
  const { say } = useNotice()
  const session = useSession()
  const id = ref<Id | null>(null)
  const { value: detail, error, late, load } = useLoad(() => plansApi.measure(id.value ?? ''))
  const history = shallowRef<HistoryLine[] | null>(null)
  const saving = ref(false)
  const fault = shallowRef<ApiError | null>(null)
  const mayPlan = computed(() => session.hasDuty('plans'))

  async function loadHistory() {
    const asked = id.value
    // Whoever may see the measure but not its history simply has no such section.
    const found = await plansApi.history(asked ?? '').catch(() => null)
    if (asked === id.value) history.value = found?.history ?? null
  }
  function open(next: Id) {
    id.value = next
    detail.value = history.value = fault.value = null
    void load()
    void loadHistory()
  }

  /** After a conflict the fresh state is shown; what was typed stays in the fields. */
  async function change(work: (row: BoardRow) => Promise<void>): Promise<boolean> {
    const row = detail.value?.measure
    if (!row) return false
    saving.value = true
    fault.value = null
    try {
      await work(row)
      await load(true)
      if (detail.value) changed(detail.value.measure)
      void loadHistory()
      return true
    } catch (reason) {
      fault.value = reason instanceof ApiError ? reason : new ApiError(0, 'unexpected', String(reason))
      if (fault.value.status === 409) {
        fault.value = new ApiError(409, fault.value.code, t('plan.measure.conflict'))
        await load(true)
      }
      return false
    } finally {
      saving.value = false
    }
  }

  const revise = (patch: Omit<Revision, 'revision'>) =>
    change(async (row) => {
      await plansApi.revise(row.id, { ...patch, revision: row.revision })
      say({ text: t('plan.measure.saved') })
    })

  const share = (rows: readonly ShareRow[]) =>
    change(async (row) => {
      const before = (detail.value?.shares ?? []).map((one) => one.organisation ?? one.owner_organisation)
      const given = await plansApi.share(row.id, sharesBody(rows, before))
      say({ text: t('plan.shares.saved', { n: given.length }) })
    })

  return { id, detail, error, late, load, history, saving, fault, mayPlan, open, revise, share }
}

export type MeasureDesk = ReturnType<typeof useMeasure>
