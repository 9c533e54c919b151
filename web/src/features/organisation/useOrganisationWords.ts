import { useI18n } from 'vue-i18n'

export const kKinds = ['federation', 'bureau', 'school', 'kindergarten', 'committee', 'home'] as const
export const kLevels = ['province', 'city', 'county', 'street', 'community', 'unit'] as const

// Kind and level as people call them; what has no word of ours is shown as it is.
export function useOrganisationWords() {
  const { t, te } = useI18n()
  const word = (group: string, key: string) => (te(`organisations.${group}.${key}`) ? t(`organisations.${group}.${key}`) : key)
  // The level below: what is put under a county is a street, and so on.
  const below = (level: string | number) => kLevels[Math.min(kLevels.indexOf(level as (typeof kLevels)[number]) + 1, kLevels.length - 1)] ?? 'unit'
  return { kind: (key: string) => word('kind', key), level: (key: string | number) => word('level', String(key)), below }
}
