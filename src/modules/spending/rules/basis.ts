import { type Act, ACTS, type Exemption, EXEMPTIONS } from '../data/act-bases.ts'
import type { SpendingClass } from '../model.ts'

/* On what a payment rests that needs no request of its own (the rows of `data/act-bases.ts`). */

/** The act an origin names (`distribution:…`); null for anything else. */
export function actOf(origin: string | null): Act | null {
  const name = origin?.split(':', 1)[0]
  return ACTS.find((act) => act === name) ?? null
}

/** Why what an act pays needs no approval; null: it is held against the matrix like any other payment. */
export const exemptAct = (act: Act | null, toMember: boolean): Exemption | null =>
  act === null
    ? null
    : (EXEMPTIONS.find((row) => row.act === act && (row.to === 'anybody' || toMember)) ?? null)

/** Why a payment of a class under an approved contract needs no request; null: it needs one. */
export const exemptUnderContract = (of: SpendingClass | null): Exemption | null =>
  of === null ? null : (EXEMPTIONS.find((row) => row.act === null && row.class === of) ?? null)
