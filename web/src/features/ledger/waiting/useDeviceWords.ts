import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { usePhone } from '@/composables/usePhone'

// What this device is called: 手机 in a hand, 电脑 on a desk.
export function useDeviceWords() {
  const { t } = useI18n()
  const phone = usePhone()
  return { device: computed(() => t(phone.value ? 'waiting.phone' : 'waiting.computer')) }
}
