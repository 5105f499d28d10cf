import { divide } from '../../../kernel/apportion.ts'
import { type LocalDate, yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { NO_SHARES, type ShareBatch, type ShareKind, type Shares } from '../model/account.ts'
import { sum } from './pools.ts'

/*
 * What the books moved on 311 and 322, brought to the members' accounts (Art. 42-44; 37号 57). Grants and
 * donations by head among those who were members that day (平均量化); reserves by contribution; what goes out
 * of a reserve, by what each holds. Shandong Regs 22: what leavers held goes to those who remain. At a year's
 * end grants and donations are averaged anew, so that who joined since shares in them (37号, 成员账户).
 */

/** What one voucher moved, in fen, credit above zero. */
export interface Movement {
  readonly voucherId: AnyId
  readonly on: LocalDate
  readonly grant: bigint
  readonly donation: bigint
  readonly reserve: bigint
  /** Of `reserve`: turned into contributions of these members (below zero). */
  readonly named: readonly { readonly holderId: AnyId; readonly amount: bigint }[]
  /** Who was refunded by this voucher: their reserve share goes first. */
  readonly leaving: readonly AnyId[]
  readonly partyId: AnyId | null
}

/** A member on a day, in the order of member numbers. */
export interface Head {
  readonly holderId: AnyId
  readonly contribution: bigint
}

export interface Ground {
  readonly coopId: AnyId
  readonly through: LocalDate
  readonly movements: readonly Movement[]
  readonly membersOn: (day: LocalDate) => readonly Head[]
  /** What the accounts hold before. */
  readonly held: ReadonlyMap<AnyId, Shares>
}

type Draft = Pick<ShareBatch, 'kind' | 'basis' | 'entries' | 'heads'>

/** The batches that bring the accounts to the books; what nobody can be given is left out (see `ties`). */
export function batchesOf(ground: Ground): ShareBatch[] {
  const held = new Map(ground.held)
  const done: ShareBatch[] = []
  const take = (draft: Draft | null, more: Omit<ShareBatch, keyof Draft | 'amount' | 'coopId'>) => {
    if (draft === null) return
    const entries = draft.entries.filter(({ amount }) => amount !== 0n)
    if (entries.length === 0) return
    for (const { holderId, amount } of entries) {
      const before = held.get(holderId) ?? NO_SHARES
      held.set(holderId, { ...before, [draft.kind]: before[draft.kind] + amount })
    }
    const amount = sum(entries.map((entry) => entry.amount))
    done.push({ ...draft, ...more, entries, amount, coopId: ground.coopId })
  }
  for (const movement of ground.movements) {
    const about = {
      cause: 'voucher',
      on: movement.on,
      year: yearOf(movement.on),
      planId: null,
      voucherId: movement.voucherId,
      partyId: movement.partyId,
    } as const
    const members = ground.membersOn(movement.on)
    for (const kind of ['grant', 'donation'] as const) {
      take(moved(kind, movement[kind], { members, held }), about)
    }
    for (const draft of reserveDrafts(movement, members, held)) take(draft, about)
  }
  const members = ground.membersOn(ground.through)
  const today = {
    on: ground.through,
    year: yearOf(ground.through),
    planId: null,
    voucherId: null,
    partyId: null,
  }
  for (const kind of ['reserve', 'grant', 'donation'] as const) {
    take(lapsed(kind, { members, held }), { cause: 'leaving', ...today })
  }
  if (ground.through.endsWith('-12-31')) {
    for (const kind of ['grant', 'donation'] as const) {
      take(averaged(kind, { members, held }), { cause: 'year_end', ...today })
    }
  }
  return done
}

interface State {
  readonly members: readonly Head[]
  readonly held: ReadonlyMap<AnyId, Shares>
}

/** A pool in by head or by contribution; a pool out by what each holds. */
function moved(kind: ShareKind, amount: bigint, state: State): Draft | null {
  if (amount === 0n) return null
  if (amount < 0n) return takenOut(kind, -amount, [...state.held.keys()], state)
  const { members } = state
  if (members.length === 0) return null
  const byContribution = kind === 'reserve' && members.some(({ contribution }) => contribution > 0n)
  const sizes = members.map(({ contribution }) => (byContribution ? contribution : 1n))
  const amounts = divide(amount, sizes)
  return {
    kind,
    basis: byContribution ? 'contribution' : 'equal',
    heads: members.length,
    entries: members.map(({ holderId }, i) => ({ holderId, amount: amounts[i] ?? 0n })),
  }
}

/** Out of what these hold, in proportion; never more than they hold. */
function takenOut(
  kind: ShareKind,
  amount: bigint,
  from: readonly AnyId[],
  { held }: Pick<State, 'held'>,
): Draft | null {
  const holders = from.toSorted()
  const sizes = holders.map((id) => held.get(id)?.[kind] ?? 0n)
  const whole = sum(sizes)
  if (whole === 0n) return null
  const amounts = divide(amount < whole ? amount : whole, sizes)
  return {
    kind,
    basis: 'held',
    heads: sizes.filter((size) => size > 0n).length,
    entries: holders.map((holderId, i) => ({ holderId, amount: -(amounts[i] ?? 0n) })),
  }
}

function reserveDrafts(
  movement: Movement,
  members: readonly Head[],
  held: ReadonlyMap<AnyId, Shares>,
): (Draft | null)[] {
  const named = sum(movement.named.map(({ amount }) => amount))
  let rest = movement.reserve - named
  const drafts: (Draft | null)[] = []
  if (movement.named.length > 0) {
    const entries = movement.named.map((one) => ({ ...one }))
    drafts.push({ kind: 'reserve', basis: 'named', heads: entries.length, entries })
  }
  if (rest < 0n && movement.leaving.length > 0) {
    const own = takenOut('reserve', -rest, movement.leaving, { held })
    drafts.push(own)
    rest -= sum(own?.entries.map(({ amount }) => amount) ?? [])
  }
  drafts.push(moved('reserve', rest, { members, held }))
  return drafts
}

/** What those who are members no more still hold goes to those who are. */
function lapsed(kind: ShareKind, { members, held }: State): Draft | null {
  const present = new Set(members.map(({ holderId }) => holderId))
  const gone = [...held].filter(([id, shares]) => !present.has(id) && shares[kind] !== 0n)
  const pool = sum(gone.map(([, shares]) => shares[kind]))
  if (gone.length === 0 || members.length === 0 || pool < 0n) return null
  const given = pool === 0n ? null : moved(kind, pool, { members, held })
  const entries = new Map(gone.map(([holderId, shares]) => [holderId, -shares[kind]]))
  for (const { holderId, amount } of given?.entries ?? []) entries.set(holderId, amount)
  return {
    kind,
    basis: given?.basis ?? 'equal',
    heads: members.length,
    entries: [...entries].map(([holderId, amount]) => ({ holderId, amount })),
  }
}

/** Every member's share becomes the average; null where none is more than a fen from it already. */
function averaged(kind: ShareKind, { members, held }: State): Draft | null {
  const own = members.map(({ holderId }) => held.get(holderId)?.[kind] ?? 0n)
  const pool = sum(own)
  if (members.length === 0 || pool <= 0n) return null
  const [least, most] = own.reduce(
    ([low, high], share) => [share < low ? share : low, share > high ? share : high],
    [pool, 0n],
  )
  if (most - least <= 1n) return null
  const amounts = divide(
    pool,
    members.map(() => 1n),
  )
  return {
    kind,
    basis: 'equal',
    heads: members.length,
    entries: members.map(({ holderId }, i) => ({
      holderId,
      amount: (amounts[i] ?? 0n) - (own[i] ?? 0n),
    })),
  }
}
