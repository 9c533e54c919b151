import { useMediaQuery } from '@vueuse/core'

export const usePhone = () => useMediaQuery('(max-width: 599px)')
// Where a table has no room, also at 200 % zoom: cards stand in its place.
export const useNarrow = () => useMediaQuery('(max-width: 899px)')
export const useFoldedSide = () => useMediaQuery('(max-width: 1199px)')
