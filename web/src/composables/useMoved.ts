import { reactive, watch } from 'vue'

// Which of some named figures have just changed: they hold a tint for two seconds.
export function useMoved(figures: () => Record<string, string | number | null>) {
  const moved = reactive(new Set<string>())
  watch(figures, (now, before) => {
    for (const [name, value] of Object.entries(now)) {
      if (name in before && String(before[name]) !== String(value)) {
        moved.add(name)
        setTimeout(() => moved.delete(name), 2000)
      }
    }
  })
  return moved
}
