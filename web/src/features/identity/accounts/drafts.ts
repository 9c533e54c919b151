import type { NewPosition } from '@/api/accounts'
import type { Session } from '@/api/types'

// A position as it stands in a form.
export interface PositionDraft {
  organisation: string | null
  organisationName: string
  role: string
  title: string
  from: string
  to: string
}

// New people mostly come to one's own organisation, today.
export function emptyPosition(session: Session | null): PositionDraft {
  return { organisation: session?.organisation.id ?? null, organisationName: session?.organisation.name ?? '', role: '', title: '', from: session?.today ?? '', to: '' }
}

// What is empty is not sent: the server has its own word for it.
export function sentPosition(draft: PositionDraft): NewPosition {
  const { organisation, role, title, from, to } = draft
  return { organisation: organisation ?? '', role, ...(title.trim() && { title: title.trim() }), ...(from && { from }), ...(to && { to }) }
}
