import { ROLES } from '../../../kernel/role.ts'
import type { GrantRow } from '../model.ts'
import { sessionId } from '../store/sessions.ts'
import type { SessionRow } from '../store/tables.ts'

/* How rows look outside. */

export const shownGrant = (grant: GrantRow) => ({
  id: grant.id,
  role: grant.role,
  title: ROLES[grant.role].title,
  unit: grant.unit,
  validFrom: grant.validFrom,
  validTo: grant.validTo,
})

export const shownSession = (session: SessionRow, current: string | null) => ({
  id: sessionId(session.token_hash),
  createdAt: session.created_at,
  lastSeenAt: session.last_seen_at,
  expiresAt: session.expires_at,
  address: session.address,
  agent: session.agent,
  secondFactor: session.second_factor_at !== null,
  current: session.token_hash === current,
})
