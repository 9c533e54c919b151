import type { MockRoute } from './http'

export const planRoutes: MockRoute[] = []
