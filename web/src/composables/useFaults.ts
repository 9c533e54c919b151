import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ApiError } from '@/api/client'

// One call of a small form: busy while it runs, the server's words by field, and the rest in one sentence.
export function useFaults() {
  const { t } = useI18n()
  const busy = ref(false)
  const fields = ref<Record<string, string>>({})
  const fault = ref('')

  // Answers null when the call was refused; what was said stands in `fields` and `fault`.
  async function run<T>(call: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    fields.value = {}
    fault.value = ''
    try {
      return await call()
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason
      fields.value = reason.fields
      fault.value = Object.keys(reason.fields).length ? '' : reason.message || t(reason.status === 0 ? 'error.unreachable' : 'error.kept')
      return null
    } finally {
      busy.value = false
    }
  }
  // What is owed before anything is sent; answers whether all is there.
  function owe(words: Record<string, string | false>): boolean {
    fields.value = Object.fromEntries(Object.entries(words).filter((pair): pair is [string, string] => Boolean(pair[1])))
    return Object.keys(fields.value).length === 0
  }
  return { busy, fields, fault, run, owe }
}
