import { onBeforeUnmount, onMounted, readonly, ref } from 'vue'

const covered = ref(0)

// The tab bar of a phone gives its place to the foot of a form while that stands.
export function useTabs() {
  return { covered: readonly(covered) }
}
export function coverTabs() {
  onMounted(() => (covered.value += 1))
  onBeforeUnmount(() => (covered.value -= 1))
}
