import { api } from './client'
import type { Organisation } from './types'

export interface NewOrganisation {
  parent: string
  name: string
  kind: string
  level: string
}
export interface OrganisationChange {
  name?: string
  parent?: string
  closed_on?: string | null
}
type Answer = { organisation: Organisation }
const one = (id: string) => `/organisations/${id}`

export const organisationsApi = {
  list: (query: { parent?: string; q?: string; depth?: number }, signal?: AbortSignal) =>
    api.get<{ organisations: Organisation[] }>('/organisations', query, signal),
  get: (id: string) => api.get<Answer>(one(id)),
  create: (body: NewOrganisation) => api.call<Answer>('POST', '/organisations', { body }),
  change: (id: string, body: OrganisationChange) => api.call<Answer>('PATCH', one(id), { body }),
  addLine: (id: string, body: { superior: string; from: string; to?: string }) => api.call<Answer>('POST', `${one(id)}/second_lines`, { body }),
  endLine: (id: string, superior: string, body: { to: string | null; from: string }) => api.call<Answer>('PATCH', `${one(id)}/second_lines/${superior}`, { body }),
}
