import { defineStore } from 'pinia'
import { computed } from 'vue'
import { figuresApi } from '@/api/figures'
import { useLoad } from '@/composables/useLoad'

// What is to be done: 今天 shows it, the side bar counts what is due.
export const useTaskList = defineStore('tasks', () => {
  const { value: tasks, error, late, load } = useLoad(figuresApi.tasks)
  const count = computed(() => {
    const all = tasks.value
    return all ? all.overdue.length + all.due_today.length : 0
  })
  return { tasks, error, late, load, count }
})
