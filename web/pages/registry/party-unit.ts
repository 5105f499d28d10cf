import { rolesWith } from '../../../src/kernel/permission.ts'
import type { Me } from '../../session.tsx'

/** A village and its town, as far as they are known. */
interface Place {
  readonly villageId: string | null
  readonly townId: string | null
}

/**
 * The widest unit around a village inside which the person may record Party members: a transfer names a
 * person and a branch, and both lie in it. Null when no role of theirs reaches the village.
 */
export function partyUnit(me: Me, { villageId, townId }: Place): string | null {
  const roles: readonly string[] = rolesWith('party.write')
  const units = me.grants.flatMap(({ role, unit, active }) =>
    active && unit !== null && roles.includes(role) ? [unit] : [],
  )
  const found =
    units.find((unit) => unit.kind === 'county') ??
    units.find((unit) => unit.id === townId) ??
    units.find((unit) => unit.id === villageId)
  return found?.id ?? null
}

/** Whether the person records Party members of the whole county. */
export const holdsCounty = (me: Me): boolean =>
  me.grants.some(
    ({ role, unit, active }) =>
      active && unit?.kind === 'county' && rolesWith('party.write').includes(role),
  )
