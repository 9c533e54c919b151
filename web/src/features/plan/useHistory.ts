import { computed, shallowRef } from 'vue'
import type { ComputedRef, ShallowRef } from 'vue'

export interface History<State> {
  state: Readonly<ShallowRef<State>>
  canUndo: ComputedRef<boolean>
  canRedo: ComputedRef<boolean>
  /** What the next undo takes back, in the words it was pushed with. */
  lastStep: ComputedRef<string>
  push(next: State, step: string): void
  undo(): void
  redo(): void
  reset(state: State): void
}

const kMostSteps = 200

/** Past, present and future of an immutable value. Steps share what they did not change, so they are cheap. */
export function useHistory<State>(initial: State): History<State> {
  const state = shallowRef(initial) as ShallowRef<State>
  const past = shallowRef<{ state: State; step: string }[]>([])
  const future = shallowRef<{ state: State; step: string }[]>([])

  function push(next: State, step: string): void {
    if (next === state.value) return
    past.value = [...past.value.slice(1 - kMostSteps), { state: state.value, step }]
    future.value = []
    state.value = next
  }

  function undo(): void {
    const last = past.value[past.value.length - 1]
    if (!last) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, { state: state.value, step: last.step }]
    state.value = last.state
  }

  function redo(): void {
    const next = future.value[future.value.length - 1]
    if (!next) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, { state: state.value, step: next.step }]
    state.value = next.state
  }

  function reset(value: State): void {
    past.value = []
    future.value = []
    state.value = value
  }

  return {
    state,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    lastStep: computed(() => past.value[past.value.length - 1]?.step ?? ''),
    push,
    undo,
    redo,
    reset,
  }
}
