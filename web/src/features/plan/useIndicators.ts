import { computed } from 'vue'
import type { Indicator } from '@/api/types'
import { useTitle } from '@/composables/useTitle'
import { useCatalogue } from '@/stores/catalogue'
import type { Id } from './types'

export interface IndicatorOption {
  id: Id
  text: string
}
export interface IndicatorGroup {
  title: string
  options: IndicatorOption[]
}

/** What a target can be counted by, in the words of the catalogue: ledger · indicator. */
export function useIndicators() {
  const catalogue = useCatalogue()
  const say = useTitle()

  function text(indicator: Indicator): string {
    const ledger = catalogue.ledger(indicator.ledger)
    return ledger ? `${say(ledger.title)} · ${say(indicator.title)}` : say(indicator.title)
  }
  const option = (indicator: Indicator): IndicatorOption => ({ id: indicator.id, text: text(indicator) })
  const find = (id: Id | null): Indicator | null => (id === null ? null : catalogue.indicator(id))

  const byCapability = computed<IndicatorGroup[]>(() => {
    const capabilities = catalogue.catalogue?.capabilities ?? []
    const indicators = catalogue.catalogue?.indicators ?? []
    return capabilities
      .map((capability) => ({
        title: say(capability.title),
        options: indicators.filter((one) => one.capability === capability.code).map(option),
      }))
      .filter((group) => group.options.length > 0)
  })

  return {
    byCapability,
    proposals: (ids: readonly Id[]): IndicatorOption[] => ids.flatMap((id) => find(id) ?? []).map(option),
    textOf: (id: Id | null): string => {
      const found = find(id)
      return found ? text(found) : ''
    },
    find,
    capabilityTitle: (code: string): string => say(catalogue.capability(code)?.title),
  }
}
