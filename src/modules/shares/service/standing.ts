import type { Finding } from '../../../kernel/finding.ts'
import { formatFraction, type Fraction, fraction } from '../../../kernel/fraction.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { charterSource, charterTermsOf, stricterMost } from '../../policy/index.ts'
import { branchOf, coopFacts } from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import type { Register, Row } from '../model.ts'
import { holdsOn, isMember, partOf, registerOn } from '../model/register.ts'
import type { PublicRecordTable } from '../store.ts'
import { lockRegister } from '../store/book.ts'
import { endPublicRecordRow, publicRecords, savePublicRecord } from '../store/standing.ts'
import { memberHome } from './member.ts'
import { badDate, bookOf } from './register.ts'

type StandingVerbs = Pick<
  Verbs<typeof sharesContract, Ctx>,
  'readPublicNature' | 'addPublicRecord' | 'endPublicRecord' | 'memberHome' | 'partyJoining'
>

const LAW = '农民专业合作社法第二十二条'
/** Additional votes are at most a fifth of the basic votes (农民专业合作社法 Art. 22). */
const ADDITIONAL = fraction(1, 5)

export const standingVerbs: StandingVerbs = {
  memberHome,

  readPublicNature: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const register = registerOn(await bookOf(ctx, input.coopId), asOf)
    const own = register.rows.find(({ holder }) => holder.kind === 'collective')
    const records = (await publicRecords(ctx, input.coopId)).filter((row) => counts(row, asOf))
    return {
      coopId: input.coopId,
      asOf,
      holderId: own?.holder.id ?? null,
      holderName: own?.holder.name ?? null,
      shares: sharesOf(register, own),
      votes: votesOf(register, own, { records, cap: await capOf(ctx, register) }),
      records: records.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        basis: row.basis,
        amount: row.amount_fen === null ? null : fen(row.amount_fen),
        holderId: row.holder_id,
        votes: row.votes,
        from: row.valid_from,
        to: row.valid_to,
      })),
    }
  },

  addPublicRecord: async (ctx, input) => {
    await lockRegister(ctx, input.coopId)
    const register = registerOn(await bookOf(ctx, input.coopId), ctx.today)
    const additional = input.kind === 'additional_votes'
    const faults = []
    if (
      additional !== (input.votes !== undefined) ||
      additional !== (input.holderId !== undefined)
    ) {
      faults.push({
        path: '$.votes',
        text: text(
          '只有附加表决权写明成员和票数',
          'only additional votes name a member and a number',
        ),
      })
    }
    if (
      input.holderId !== undefined &&
      !register.rows.some(({ holder }) => holder.id === input.holderId && isMember(holder))
    ) {
      const why = text('不是今天的成员', 'is no member today')
      faults.push({ path: '$.holderId', text: why })
    }
    if (input.to !== null && input.to < input.from) {
      faults.push({ path: '$.to', text: text('止期早于起期', 'ends before it starts') })
    }
    if (faults.length > 0) throw badInput(faults)
    if (input.votes !== undefined && input.holderId !== undefined) {
      await checkVotes(ctx, register, { holderId: input.holderId, votes: input.votes })
    }
    const recordId = ctx.newId()
    await savePublicRecord(ctx, {
      id: recordId,
      coop_id: input.coopId,
      kind: input.kind,
      title: input.title,
      basis: input.basis,
      amount_fen: input.amount,
      holder_id: input.holderId ?? null,
      votes: input.votes ?? null,
      valid_from: input.from,
      valid_to: input.to,
    })
    ctx.record({
      entity: 'public_record',
      id: recordId,
      after: {
        kind: input.kind,
        title: input.title,
        amount: input.amount === null ? null : formatYuan(input.amount),
        votes: input.votes ?? null,
      },
    })
    return { recordId }
  },

  endPublicRecord: async (ctx, { coopId, recordId, on }) => {
    const row = (await publicRecords(ctx, coopId)).find(({ id }) => id === recordId)
    if (row === undefined) throw notFound()
    if (row.valid_to !== null && row.valid_to <= ctx.today) {
      throw new Refusal('conflict', text('该事项已终止。', 'This matter has ended already.'))
    }
    if (on < row.valid_from) throw badDate('$.on', '早于开始日', 'is before its start')
    await endPublicRecordRow(ctx, recordId, on)
    ctx.record({
      entity: 'public_record',
      id: recordId,
      before: { to: row.valid_to },
      after: { to: on },
    })
    return { recordId }
  },

  partyJoining: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const coop = await coopFacts(ctx, input.coopId, asOf)
    const branch = coop.branchId === null ? null : await branchOf(ctx, coop.branchId, asOf)
    const register = registerOn(await bookOf(ctx, input.coopId), asOf)
    const members = register.rows.filter(({ holder }) => isMember(holder))
    const byPerson = new Map(members.map((row) => [row.holder.personId, row]))
    const days = members.map(({ holder }) => holder.joinedOn)
    const committee = new Set(branch?.committee.map(({ id }) => id))
    const party = new Set(branch?.members.map(({ id }) => id))
    const everybody = new Map(
      [...(branch?.committee ?? []), ...(branch?.members ?? [])].map(({ id, name }) => [id, name]),
    )
    const people = Array.from(everybody, ([personId, name]) => {
      const row = byPerson.get(personId)
      const joinedOn = row?.holder.joinedOn ?? null
      return {
        personId,
        name,
        committee: committee.has(personId),
        party: party.has(personId),
        joinedOn,
        order: joinedOn === null ? null : 1 + days.filter((day) => day < joinedOn).length,
        registered: row === undefined ? null : fen(row.registered),
      }
    })
    const joined = people.filter((one) => one.party && one.joinedOn !== null).length
    return {
      coopId: input.coopId,
      asOf,
      partyMembers: party.size,
      joined,
      share: party.size === 0 ? null : fraction(joined, party.size),
      people: people.toSorted(
        (a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || (a.name < b.name ? -1 : 1),
      ),
    }
  },
}

const counts = (row: PublicRecordTable, day: string): boolean =>
  row.valid_from <= day && (row.valid_to === null || day < row.valid_to)

const measure = (own: string, whole: string, share: Fraction | null) => ({ own, whole, share })

const money = (own: bigint, whole: bigint) =>
  measure(formatYuan(own), formatYuan(whole), partOf(own, whole))

/** The collective's part by each way of counting; units only where the co-op keeps them. */
function sharesOf({ totals }: Register, own: Row | undefined) {
  const units = (held: bigint, whole: bigint) =>
    whole === 0n ? null : measure(unitsText(held), unitsText(whole), partOf(held, whole))
  return {
    registered: money(own?.registered ?? 0n, totals.registered),
    paid: money(own?.paid ?? 0n, totals.paid),
    internal: units(own?.units ?? 0n, totals.units),
    dividend: units(own?.dividend ?? 0n, totals.dividend),
  }
}

/** Millionths as a plain number of units, or a fraction where they do not come out even. */
function unitsText(micro: bigint): string {
  const units = fraction(micro, 1_000_000n)
  return units.den === 1n ? units.num.toString() : formatFraction(units)
}

const basicVotes = (register: Register): number =>
  register.rows.filter(({ holder }) => isMember(holder) && holdsOn(holder, register.asOf)).length

/** How many additional votes the basic ones allow: whole votes only. */
const additionalLimit = (basic: number, cap: Fraction): number =>
  Number((BigInt(basic) * cap.num) / cap.den)

/** What the co-op's charter says of additional votes on the register's day; null where it has none. */
const additionalTerms = async (ctx: Ctx, { coopId, asOf }: Register) =>
  (await charterTermsOf(ctx, [coopId]))(coopId, asOf)?.additional ?? null

/** The law's fifth, or less by charter. */
async function capOf(ctx: Ctx, register: Register): Promise<Fraction> {
  const own = (await additionalTerms(ctx, register))?.cap ?? ADDITIONAL
  return stricterMost(own, ADDITIONAL) ? own : ADDITIONAL
}

function votesOf(
  register: Register,
  own: Row | undefined,
  of: { readonly records: readonly PublicRecordTable[]; readonly cap: Fraction },
) {
  const { records, cap } = of
  const present = new Set(register.rows.map(({ holder }) => holder.id))
  const given = records.filter(
    (row) => row.votes !== null && row.holder_id !== null && present.has(row.holder_id),
  )
  const votes = (rows: readonly PublicRecordTable[]) =>
    rows.reduce((sum, row) => sum + (row.votes ?? 0), 0)
  const basic = basicVotes(register)
  const additional = votes(given)
  const collective =
    own === undefined ? 0 : 1 + votes(given.filter((row) => row.holder_id === own.holder.id))
  return {
    basic,
    additional,
    additionalLimit: additionalLimit(basic, cap),
    collective,
    collectiveShare: partOf(BigInt(collective), BigInt(basic + additional)),
  }
}

/**
 * Additional votes against the law's fifth, the charter's cap and what it allows each member.
 * @throws Refusal `rule_blocked` with VOTE-ADD20 or VOTE-ADD-EACH.
 */
async function checkVotes(
  ctx: Ctx,
  register: Register,
  given: { readonly holderId: AnyId; readonly votes: number },
): Promise<void> {
  const records = (await publicRecords(ctx, register.coopId)).filter(
    (row) => row.votes !== null && (row.valid_to === null || row.valid_to > ctx.today),
  )
  const sum = (rows: readonly PublicRecordTable[]): number =>
    rows.reduce((all, row) => all + (row.votes ?? 0), given.votes)
  const terms = await additionalTerms(ctx, register)
  const cap = await capOf(ctx, register)
  refuseVotes('VOTE-ADD20', {
    measured: sum(records),
    limit: additionalLimit(basicVotes(register), cap),
    source: cap === ADDITIONAL || terms === null ? LAW : `${charterSource(terms.article)};${LAW}`,
    holderId: null,
  })
  if (terms === null || terms.perMember === null) return
  refuseVotes('VOTE-ADD-EACH', {
    measured: sum(records.filter((row) => row.holder_id === given.holderId)),
    limit: terms.perMember,
    source: `${charterSource(terms.article)};${LAW}`,
    holderId: given.holderId,
  })
}

function refuseVotes(
  rule: 'VOTE-ADD20' | 'VOTE-ADD-EACH',
  of: {
    readonly measured: number
    readonly limit: number
    readonly source: string
    readonly holderId: AnyId | null
  },
): void {
  const { measured, limit, source, holderId } = of
  if (measured <= limit) return
  const said =
    holderId === null
      ? text(
          `附加表决权合计 ${measured} 票,超过上限 ${limit} 票(基本表决权的 20%,章程可更低;${source})。`,
          `Additional votes would be ${measured}; the limit is ${limit}: 20% of the basic votes, or less by charter.`,
        )
      : text(
          `该成员的附加表决权将为 ${measured} 票,超过每名成员 ${limit} 票的上限(${source})。`,
          `This member would have ${measured} additional votes; the charter allows each ${limit}.`,
        )
  const finding: Finding = {
    rule,
    version: '1',
    severity: 'block',
    outcome: 'fails',
    binding: 'law',
    readings: [{ id: 'law', outcome: 'fails', measured: String(measured), limit: String(limit) }],
    notComputed: [],
    rows: holderId === null ? [] : [holderId],
    source,
    fix: null,
    text: said,
  }
  throw new Refusal('rule_blocked', said, { data: { findings: [finding] } })
}
