import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Ledger } from '@/api/types'
import { useTitle } from '@/composables/useTitle'
import { useCatalogue } from '@/stores/catalogue'

export interface ThemeGroup {
  key: string
  title: string
  ledgers: Ledger[]
}

// Ledgers in the groups of the catalogue; what names no known theme comes last.
export function useThemes(ledgers: Ref<Ledger[]>) {
  const catalogue = useCatalogue()
  const say = useTitle()
  const { t } = useI18n()
  return computed<ThemeGroup[]>(() => {
    const themes = catalogue.catalogue?.themes ?? []
    const known = new Set(themes.map((theme) => theme.key))
    const groups = themes.map((theme) => ({
      key: theme.key, title: say(theme.title), ledgers: ledgers.value.filter((ledger) => ledger.theme === theme.key),
    }))
    const rest = ledgers.value.filter((ledger) => !known.has(ledger.theme))
    return [...groups, { key: 'other', title: t('ledgers.other'), ledgers: rest }].filter((group) => group.ledgers.length > 0)
  })
}
