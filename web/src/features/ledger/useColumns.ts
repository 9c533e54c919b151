import { useStorage } from '@vueuse/core'
import { computed } from 'vue'
import type { Field, Ledger } from '@/api/types'

const kSortable = new Set<Field['type']>(['date', 'integer', 'decimal', 'money', 'choice', 'computed', 'yes_no'])
export const isNumber = (field: Field) => ['integer', 'decimal', 'money'].includes(field.type === 'computed' ? (field.result_type ?? '') : field.type)
export const isSortable = (field: Field) => kSortable.has(field.type) && (field.sensitivity === 'public' || field.sensitivity === 'internal')

// Which columns a list shows; what the person hides is kept on this device.
export function useColumns(ledger: Ledger) {
  const hidden = useStorage<string[]>(`niangjia.hidden-columns.${ledger.id}`, [])
  const all = computed(() => ledger.fields.filter((field) => field.in_list && !field.retired))
  const shown = computed(() => all.value.filter((field) => !hidden.value.includes(field.key)))
  function toggle(key: string) {
    hidden.value = hidden.value.includes(key) ? hidden.value.filter((one) => one !== key) : [...hidden.value, key]
  }
  return { all, shown, hidden, toggle }
}
