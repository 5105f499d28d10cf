import type { LocalDate } from '../../../kernel/date.ts'
import { formatFraction, type Fraction } from '../../../kernel/fraction.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { householdsByIds, personsByIds } from '../../registry/index.ts'
import type { Book } from '../model.ts'
import type { FundTable, Priority } from '../store.ts'
import {
  beneficiariesOf,
  type NewBeneficiary,
  saveBeneficiaries,
  saveFunds,
} from '../store/assistance.ts'
import { loadBooks } from '../store/book.ts'
import { badDate, checkNotAhead } from './register.ts'

/*
 * Funds and beneficiaries as people enter them, checked against the register and the person register.
 */

interface FundInput {
  readonly coopId: AnyId
  readonly name: string
  readonly fundSource: string
  readonly fundDocument: string
  readonly amount: bigint
  readonly units: bigint
  readonly guaranteedRate: Fraction | null
  readonly cap: bigint | null
  readonly floating: boolean
  readonly conversionRule: string
  readonly from: LocalDate
  readonly to: LocalDate | null
  readonly beneficiaries: readonly BeneficiaryInput[]
}

interface BeneficiaryInput {
  readonly householdId: AnyId
  readonly personId?: AnyId | undefined
  readonly persons: number
  readonly units: bigint
  readonly priority: Priority
  readonly from: LocalDate
}

export async function addFunds(
  ctx: Ctx,
  inputs: readonly FundInput[],
  path: (i: number) => string,
) {
  const books = await loadBooks(ctx, [...new Set(inputs.map(({ coopId }) => coopId))])
  const funds: Omit<FundTable, 'county_id' | 'created_at' | 'created_by'>[] = []
  const beneficiaries: NewBeneficiary[] = []
  for (const [i, input] of inputs.entries()) {
    checkNotAhead(ctx, input.from, `${path(i)}.from`)
    if (input.to !== null && input.to <= input.from) {
      throw badDate(`${path(i)}.to`, '止期应晚于起期', 'the end must be after the start')
    }
    const fund = {
      id: ctx.newId(),
      coop_id: input.coopId,
      name: input.name,
      fund_source: input.fundSource,
      fund_document: input.fundDocument,
      title_holder_id: titleOwner(books.get(input.coopId), input.from),
      amount_fen: input.amount,
      units_micro: input.units,
      guaranteed_rate: input.guaranteedRate === null ? null : formatFraction(input.guaranteedRate),
      cap_fen: input.cap,
      floating: input.floating,
      conversion_rule: input.conversionRule,
      valid_from: input.from,
      valid_to: input.to,
    }
    funds.push(fund)
    const rows = await resolveBeneficiaries(ctx, fund, input.beneficiaries, path(i))
    refuseOverdrawn(fund, rows)
    beneficiaries.push(...rows)
  }
  await saveFunds(ctx, funds)
  await saveBeneficiaries(ctx, beneficiaries, '设立时列入')
  for (const fund of funds) ctx.emit('assistance.changed', { coopId: fund.coop_id })
  ctx.record({
    entity: 'assistance',
    id: funds.length === 1 ? (funds[0]?.id ?? '') : 'batch',
    after: {
      funds: funds.map(({ id, coop_id }) => ({ id, coop_id })),
      beneficiaries: beneficiaries.length,
    },
  })
  return { funds, beneficiaries }
}

/** The title stays with the collective; without it as a holder there is nobody to hold it. */
function titleOwner(book: Book | undefined, on: LocalDate): AnyId {
  const owner = book?.holders.find(
    ({ kind, joinedOn, leftOn }) =>
      kind === 'collective' && joinedOn <= on && (leftOn === null || on < leftOn),
  )
  if (owner !== undefined) return owner.id
  throw new Refusal(
    'not_allowed_now',
    text(
      '该社的村集体还不是成员,扶贫股的所有权无人登记;请先登记集体入社。',
      'The collective is no member of this co-op yet, so nobody can hold the title; let it join first.',
    ),
  )
}

export async function resolveBeneficiaries(
  ctx: Ctx,
  fund: Pick<FundTable, 'id' | 'coop_id' | 'valid_from' | 'valid_to'>,
  inputs: readonly BeneficiaryInput[],
  path: string,
): Promise<NewBeneficiary[]> {
  const persons = await personsByIds(ctx, [...new Set(inputs.flatMap((one) => one.personId ?? []))])
  const households = await householdsByIds(ctx, [...new Set(inputs.map((one) => one.householdId))])
  const before = (await beneficiariesOf(ctx, [fund.id])).filter((row) => row.valid_to === null)
  const taken = new Set<AnyId>(before.map((row) => row.person_id ?? row.household_id))
  const faults: Fault[] = []
  const rows = inputs.map((input, i): NewBeneficiary => {
    const at = inputs.length === 1 && path === '$.replacedBy' ? path : `${path}.beneficiaries[${i}]`
    const say = (field: string, zh: string, en: string) =>
      faults.push({ path: `${at}.${field}`, text: text(zh, en) })
    const person = input.personId === undefined ? null : persons.get(input.personId)
    if (!households.has(input.householdId))
      say('householdId', '没有登记这一户', 'no such household')
    if (person === undefined) say('personId', '没有登记这个人', 'no such person')
    else if (person !== null && person.householdId !== input.householdId) {
      say('personId', '此人不属于这一户', 'the person is of another household')
    }
    if (input.personId !== undefined && input.persons !== 1) {
      say('persons', '写明个人时人数为 1', 'a named person counts one')
    }
    const who = input.personId ?? input.householdId
    if (taken.has(who)) say('personId', '已是受益人', 'benefits already')
    taken.add(who)
    if (input.from < fund.valid_from || input.from > ctx.today) {
      say('from', '起期应在设立日与今天之间', 'must lie between the fund’s start and today')
    }
    if (fund.valid_to !== null && input.from >= fund.valid_to) {
      say('from', `这笔扶贫股到 ${fund.valid_to} 为止`, `the fund ends on ${fund.valid_to}`)
    }
    return {
      id: ctx.newId(),
      fund_id: fund.id,
      coop_id: fund.coop_id,
      household_id: input.householdId,
      person_id: input.personId ?? null,
      persons: input.persons,
      units_micro: input.units,
      priority: input.priority,
      valid_from: input.from,
    }
  })
  if (faults.length > 0) throw badInput(faults)
  return rows
}

export async function checkUnits(
  ctx: Ctx,
  fund: FundTable,
  added: readonly NewBeneficiary[],
): Promise<void> {
  const before = (await beneficiariesOf(ctx, [fund.id])).filter((row) => row.valid_to === null)
  refuseOverdrawn(fund, [...before, ...added])
}

function refuseOverdrawn(
  fund: Pick<FundTable, 'units_micro'>,
  rows: readonly Pick<NewBeneficiary, 'units_micro'>[],
): void {
  const given = rows.reduce((sum, row) => sum + row.units_micro, 0n)
  if (given <= fund.units_micro) return
  throw new Refusal(
    'not_allowed_now',
    text('分给受益人的份数超过了设立的份数。', 'More units are given out than the fund has.'),
  )
}
