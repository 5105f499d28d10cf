import type { LocalDate } from '../../../kernel/date.ts'
import type { Role } from '../../../kernel/role.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { SHIPPED_DUTIES, SHIPPED_MECHANISM } from '../data/duties.ts'
import {
  type Department,
  type DutySpec,
  type Mechanism,
  POST_TITLES,
  type Post,
  SOURCE_SPECS,
} from '../model.ts'
import { dutyVersions, mechanismRow } from '../store/duties.ts'

/** A duty with the version it is in; 0: as shipped. */
export interface DutyNow {
  readonly spec: DutySpec
  readonly version: number
  readonly validFrom: LocalDate | null
}

/** The duties that count on a day: the county's own version in place of the shipped one; struck out ones are left out. */
export async function catalogueOn(ctx: Ctx, on: LocalDate): Promise<DutyNow[]> {
  const own = new Map<string, DutyNow | null>()
  for (const row of await dutyVersions(ctx)) {
    // The latest day first, of one day the last written.
    if (row.valid_from > on || own.has(row.duty)) continue
    const { version, valid_from: validFrom } = row
    own.set(row.duty, row.spec === null ? null : { spec: row.spec as DutySpec, version, validFrom })
  }
  const shipped = SHIPPED_DUTIES.flatMap((spec): DutyNow[] => {
    const mine = own.get(spec.id)
    return mine === undefined
      ? [{ spec, version: 0, validFrom: null }]
      : mine === null
        ? []
        : [mine]
  })
  const known = new Set(SHIPPED_DUTIES.map(({ id }) => id))
  const added = [...own].flatMap(([id, mine]) => (known.has(id) || mine === null ? [] : [mine]))
  return [...shipped, ...added]
}

/** The mechanism that counts on a day, with what the product ships before the county's first. */
export async function mechanismOn(ctx: Ctx, on: LocalDate) {
  const row = await mechanismRow(ctx, on)
  return {
    version: row?.version ?? 0,
    validFrom: row?.valid_from ?? null,
    reason: row?.reason ?? '',
    body: (row?.body ?? SHIPPED_MECHANISM) as Mechanism,
  }
}

/** How a post is called; a department by the name the county gives it. */
export function postTitle(
  of: { readonly post: Post; readonly department: Role | null },
  departments: readonly Department[],
): Text {
  const named = departments.find(({ role }) => role === of.department)
  return named === undefined ? POST_TITLES[of.post] : text(named.name, named.name)
}

/** A duty as it crosses the wire. */
export const shownDuty = ({ spec, ...at }: DutyNow, departments: readonly Department[]) => ({
  ...spec,
  department: spec.department as never,
  postTitle: postTitle(spec, departments),
  proof: SOURCE_SPECS[spec.source].says,
  ...at,
})

const DESKS: Readonly<Partial<Record<Post, readonly Role[]>>> = {
  county_secretary: ['county_leader'],
  leading_group: ['county_leader'],
  town_committee: ['town_secretary', 'town_station'],
  town_secretary: ['town_secretary', 'town_station'],
  village_secretary: ['village_secretary'],
  branch: ['village_secretary'],
}

/** Whose desk a duty is done at. */
export const rolesOf = (spec: DutySpec): readonly Role[] =>
  spec.department === null ? (DESKS[spec.post] ?? []) : [spec.department]
