import { useMediaQuery } from '@vueuse/core'

export const usePhone = () => useMediaQuery('(max-width: 599px)')
export const useFoldedSide = () => useMediaQuery('(max-width: 1199px)')
