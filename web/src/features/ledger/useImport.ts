import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { entriesApi } from '@/api/entries'
import { ApiError } from '@/api/client'
import type { ImportAnswer, Ledger } from '@/api/types'

export type ImportStep = 'file' | 'columns' | 'trial' | 'done'
export const kImportSteps: ImportStep[] = ['file', 'columns', 'trial', 'done']

// 选文件 → 对栏目 → 试导入 → 导入. A dry run answers the second and third step; nothing is written before the last.
export function useImport(ledger: Ledger) {
  const { t } = useI18n()
  const step = ref<ImportStep>('file')
  const file = shallowRef<File | null>(null)
  const trial = shallowRef<ImportAnswer | null>(null)
  const done = shallowRef<ImportAnswer | null>(null)
  const undone = ref<number | null>(null)
  const busy = ref(false)
  const fault = ref('')

  async function guarded(run: () => Promise<void>) {
    busy.value = true
    fault.value = ''
    try {
      await run()
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason
      fault.value = reason.message || t('error.unreachable')
    } finally {
      busy.value = false
    }
  }
  const choose = (given: File) =>
    guarded(async () => {
      file.value = given
      trial.value = await entriesApi.importFile(ledger.id, given, true)
      step.value = 'columns'
    })
  const write = () =>
    guarded(async () => {
      if (!file.value) return
      done.value = await entriesApi.importFile(ledger.id, file.value, false)
      step.value = 'done'
    })
  const errorsFile = () => guarded(() => (file.value ? entriesApi.errorFile(ledger.id, file.value) : Promise.resolve()))
  const template = (name: string) => guarded(() => entriesApi.templateFile(ledger.id, name))
  const undo = () =>
    guarded(async () => {
      if (done.value?.batch) undone.value = (await entriesApi.undo(done.value.batch)).retired
    })
  function restart() {
    step.value = 'file'
    file.value = trial.value = done.value = null
    undone.value = null
    fault.value = ''
  }
  const importable = computed(() => (trial.value ? trial.value.rows.right + trial.value.rows.warned : 0))
  return { step, file, trial, done, undone, busy, fault, importable, choose, write, errorsFile, template, undo, restart }
}
