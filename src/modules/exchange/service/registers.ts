import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import type { Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { openRegisters, recordChanges } from '../../shares/index.ts'
import type { exchangeContract } from '../contract.ts'
import type { CoopPlan, HolderPlan, ImportPlan, PersonPlan } from '../model.ts'
import { foundingDay } from '../rules/plan.ts'

type Done = Output<(typeof exchangeContract)['confirmImport']>['coops'][number]

export interface Writing {
  readonly unitId: Id<'unit'>
  readonly foundedOn: LocalDate | null
  readonly asFound: boolean
  readonly reason: string | undefined
  readonly note: string
  readonly personOf: (person: PersonPlan) => AnyId
}

/** Opens the registers that do not exist yet and adds the new members to those that do. */
export async function writeRegisters(ctx: Ctx, plan: ImportPlan, how: Writing): Promise<Done[]> {
  const opened = await openNew(
    ctx,
    plan.coops.filter((coop) => coop.openedOn === null),
    how,
  )
  const extended: Done[] = []
  for (const coop of plan.coops) {
    if (coop.openedOn !== null) extended.push(await extend(ctx, coop, how))
  }
  return [...opened, ...extended]
}

async function openNew(ctx: Ctx, coops: readonly CoopPlan[], how: Writing): Promise<Done[]> {
  if (coops.length === 0) return []
  const answer = await openRegisters(ctx, {
    unitId: how.unitId,
    asFound: how.asFound,
    sourceNote: how.note,
    registers: coops.map((coop) => {
      const foundedOn = foundingDay(coop, how.foundedOn, ctx.today)
      return {
        coopId: coop.coop.id,
        foundedOn,
        holders: coop.holders.map((holder, i) => ({
          ...holderOf(holder, i, how),
          joinedOn: holder.draft.joinedOn ?? foundedOn,
          contributions: holder.draft.contributions.map((one) => ({ ...one })),
          units: unitsOf(holder),
        })),
        changes: [],
      }
    }),
  })
  return coops.map((coop, i) => {
    const { outcome, failing } = must(answer.registers[i], 'the opened register')
    return { ...doneOf(coop), opened: true, outcome, failing }
  })
}

const doneOf = (coop: CoopPlan) => ({
  coopId: coop.coop.id,
  name: coop.coop.name,
  added: coop.holders.length,
  unchanged: coop.unchanged,
})

/** Members join an open register on their own days, the earliest first. */
async function extend(ctx: Ctx, coop: CoopPlan, how: Writing): Promise<Done> {
  const byDay = new Map<LocalDate, { holder: HolderPlan; index: number }[]>()
  for (const [index, holder] of coop.holders.entries()) {
    const day = holder.draft.joinedOn ?? ctx.today
    const list = byDay.get(day)
    if (list === undefined) byDay.set(day, [{ holder, index }])
    else list.push({ holder, index })
  }
  let check: Awaited<ReturnType<typeof recordChanges>>['check'] | null = null
  for (const [on, joining] of [...byDay].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const answer = await recordChanges(ctx, {
      coopId: coop.coop.id,
      on,
      newHolders: joining.map(({ holder, index }) => holderOf(holder, index, how)),
      changes: joining.flatMap(({ holder, index }) => changesOf(holder, keyOf(index), how.note)),
      ...(how.reason === undefined ? {} : { reason: how.reason }),
    })
    check = answer.check
  }
  const failing = check?.findings.filter(({ outcome }) => outcome === 'fails') ?? []
  return {
    ...doneOf(coop),
    opened: false,
    outcome: check?.outcome ?? 'unchanged',
    failing: failing.map(({ rule }) => rule),
  }
}

const keyOf = (index: number): string => `row-${index}`

function holderOf({ draft, person }: HolderPlan, index: number, how: Writing) {
  return {
    key: keyOf(index),
    kind: draft.kind,
    publicFunction: false,
    ...(draft.class === null ? {} : { class: draft.class }),
    ...(person === null ? { name: draft.name } : { personId: how.personOf(person) }),
    ...(draft.kind === 'person' && draft.farmer !== null ? { farmer: draft.farmer } : {}),
  }
}

const MICRO_PLACES = 6

/** Shares of the file are internal units of the class "contribution", in millionths. */
function unitsOf({ draft }: HolderPlan) {
  if (draft.shares === null) return []
  const [whole = '0', decimals = ''] = draft.shares.split('.')
  const units = BigInt(whole + decimals.padEnd(MICRO_PLACES, '0'))
  return units === 0n ? [] : [{ unitClass: 'contribution' as const, units }]
}

function changesOf(holder: HolderPlan, key: string, note: string) {
  const money = holder.draft.contributions.map((one) => ({
    kind: 'contribution' as const,
    holder: key,
    ...one,
    units: [],
    valuation: { by: 'voucher' as const, note },
  }))
  const units = unitsOf(holder)
  return units.length === 0
    ? money
    : [...money, { kind: 'unit_grant' as const, holder: key, units, note }]
}
