import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { fen } from '../../../kernel/money.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { typedPinyin } from '../../../platform/pinyin.ts'
import {
  type CoopFacts,
  cooperativesIn,
  householdsByIds,
  maskedNumbersOf,
  personsByIdNumbers,
} from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import { memberPage, type MemberRow, registeredOf } from '../store/members.ts'

type MemberVerbs = Pick<Verbs<typeof sharesContract, Ctx>, 'listMembers'>
type Filter = Parameters<MemberVerbs['listMembers']>[1]

const inChinese = new Intl.Collator('zh-Hans-CN')

/** The co-ops looked into, town by town and village by village. */
async function coopsOf(ctx: Ctx, filter: Filter): Promise<CoopFacts[]> {
  const found = await cooperativesIn(ctx, {
    asOf: filter.asOf ?? ctx.today,
    counted: filter.counted,
    ...(filter.unitId === undefined ? {} : { unitId: filter.unitId }),
  })
  const asked = (wanted: AnyId | undefined, own: AnyId | null) =>
    wanted === undefined || wanted === own
  return found
    .filter(
      (coop) =>
        asked(filter.townId, coop.townId) &&
        asked(filter.villageId, coop.villageId) &&
        asked(filter.coopId, coop.id),
    )
    .toSorted(
      (a, b) =>
        inChinese.compare(a.townName ?? '', b.townName ?? '') ||
        inChinese.compare(a.villageName, b.villageName) ||
        inChinese.compare(a.name, b.name) ||
        (a.id < b.id ? -1 : 1),
    )
}

export const memberVerbs: MemberVerbs = {
  listMembers: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const coops = new Map((await coopsOf(ctx, input)).map((coop) => [coop.id, coop]))
    const mayNumbers = ctx.may('person.read')
    const byNumber =
      mayNumbers && input.q !== undefined ? await personsByIdNumbers(ctx, [input.q]) : new Map()
    const filter = {
      asOf,
      coopIds: [...coops.keys()],
      householdId: input.householdId,
      kind: input.kind,
      class: input.class,
      q: input.q?.normalize('NFC'),
      pinyin: typedPinyin(input.q ?? ''),
      personId: byNumber.get(input.q ?? '')?.id ?? null,
    }
    const { counts, rows } = await memberPage(ctx, filter, input)
    const present = await presenter(ctx, rows, { asOf, coops, mayNumbers })
    const totals = {
      membership: counts.memberships,
      person: counts.persons,
      household: counts.households,
    }
    return { asOf, ...counts, total: totals[input.each], rows: rows.map(present) }
  },
}

interface Known {
  readonly asOf: LocalDate
  readonly coops: ReadonlyMap<AnyId, CoopFacts>
  readonly mayNumbers: boolean
}

/** Looks up once what the rows of a page name, and says how a row is shown. */
async function presenter(ctx: Ctx, rows: readonly MemberRow[], known: Known) {
  const households = await householdsByIds(ctx, [
    ...new Set(rows.flatMap((row) => row.household_id ?? [])),
  ])
  const persons = [...new Set(rows.flatMap((row) => row.person_id ?? []))]
  const numbers = known.mayNumbers ? await maskedNumbersOf(ctx, persons) : null
  const held = await registeredOf(
    ctx,
    rows.flatMap((row) => row.holder_ids),
    known.asOf,
  )
  return (row: MemberRow) => {
    const coop = known.coops.get(row.coop_id)
    const household = row.household_id === null ? undefined : households.get(row.household_id)
    const shown = row.person_id === null ? undefined : numbers?.get(row.person_id)
    return {
      key: row.key,
      holderId: row.id,
      memberNumber: row.member_number,
      kind: row.kind,
      class: row.class,
      name: row.name,
      personId: row.person_id,
      household:
        household === undefined
          ? null
          : { id: household.id, number: household.number, headName: household.headName },
      cooperative: { id: row.coop_id, name: coop?.name ?? '' },
      village: { id: coop?.villageId ?? row.coop_id, name: coop?.villageName ?? '' },
      town:
        coop === undefined || coop.townId === null
          ? null
          : { id: coop.townId, name: coop.townName ?? '' },
      joinedOn: row.joined_on,
      registered: fen(row.holder_ids.reduce((sum, id) => sum + (held.get(id) ?? 0n), 0n)),
      memberships: row.memberships,
      persons: row.persons,
      idNumber: shown?.idNumber ?? null,
      phone: shown?.phone ?? null,
    }
  }
}
