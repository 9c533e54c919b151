import { defineStore } from 'pinia'
import { computed } from 'vue'
import { figuresApi } from '@/api/figures'
import type { Task } from '@/api/types'
import { useLoad } from '@/composables/useLoad'

// What is to be done: 今天 shows it, the side bar counts what is due.
export const useTaskList = defineStore('tasks', () => {
  const { value: tasks, error, late, load } = useLoad(figuresApi.tasks)
  const count = computed(() => {
    const all = tasks.value
    return all ? all.overdue.length + all.due_today.length : 0
  })
  // The most pressing task of each entry, as far as the coming week.
  const byEntry = computed<Record<string, Task>>(() => {
    const all = tasks.value
    return Object.fromEntries((all ? [...all.week, ...all.due_today, ...all.overdue] : []).map((task) => [task.entry, task]))
  })
  return { tasks, error, late, load, count, byEntry }
})
