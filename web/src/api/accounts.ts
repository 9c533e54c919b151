import { api } from './client'
import type { Account, Role } from './types'

export interface AccountQuery {
  q?: string
  organisation?: string
  state?: string
  after?: string | null
  limit?: number
}
export interface NewPosition {
  role: string
  organisation: string
  title?: string
  from?: string
  to?: string
}
export interface NewAccount {
  login: string
  name: string
  position: NewPosition
}
const one = (id: string) => `/accounts/${id}`

export const accountsApi = {
  list: (query: AccountQuery) => api.get<{ accounts: Account[]; next: string | null }>('/accounts', { ...query }),
  get: (id: string) => api.get<{ account: Account }>(one(id)),
  roles: () => api.get<{ roles: Role[] }>('/roles'),
  // The password is made by the program and answered this once.
  create: (body: NewAccount) => api.call<{ account: Account; password?: string }>('POST', '/accounts', { body }),
  revise: (id: string, body: { name?: string; state?: Account['state'] }) => api.call<{ account: Account }>('PATCH', one(id), { body }),
  resetPassword: (id: string) => api.call<{ password?: string }>('POST', `${one(id)}/password`, { body: {} }),
  addPosition: (id: string, body: NewPosition) => api.call<{ account: Account }>('POST', `${one(id)}/positions`, { body }),
  revisePosition: (id: string, position: string, body: { revision: number; title?: string; from?: string; to?: string | null }) =>
    api.call<{ account: Account }>('PATCH', `${one(id)}/positions/${position}`, { body }),
}
