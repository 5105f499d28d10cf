import { addDays, dayNumber, type LocalDate } from '../../kernel/date.ts'
import { fen, type Fen, ZERO_FEN } from '../../kernel/money.ts'
import type { Chance } from '../chance.ts'
import type { ContributionForm, ContributionPlan, CoopKind, Design, HolderPlan } from '../model.ts'
import { amountsFor, type FixedPart } from './equity.ts'
import type { Member } from './members.ts'
import { PUBLISHED, workingDay } from './spread.ts'

export interface HolderWish {
  readonly members: readonly Member[]
  readonly kind: CoopKind
  readonly design: Design
  readonly placeName: string
  readonly collectiveName: string
  readonly foundedOn: LocalDate
  readonly registeredOn: LocalDate
}

/** The holders of a register, the land each put in, and the groups that act together. */
export interface Holding {
  readonly holders: readonly HolderPlan[]
  /** Tenths of a mu by member key, where land was contributed. */
  readonly land: ReadonlyMap<string, number>
}

const memberKey = (i: number): string => `m${String(i + 1).padStart(4, '0')}`

/** Everybody's amounts and forms, so that the register shows what its design says and nothing else. */
export function planHolders(chance: Chance, wish: HolderWish): Holding {
  const { members, kind, design } = wish
  const stake = stakeOf(chance, kind)
  const stakes = members.map(() => stakesOf(chance, kind, members.length))
  const fixed = fixedParts(chance, wish)
  const fixedKeys = new Set(fixed.map((part) => part.key))
  const token = fen(10_000n)
  const amounts = amountsFor({
    stake,
    fixed,
    floorPermille: 11,
    capPermille: capOf(members.length, design),
    free: members.flatMap(({ party }, i) => {
      if (fixedKeys.has(memberKey(i))) return []
      const branch = party !== null
      const below = branch && design === 'branch_below' ? { exactly: token } : {}
      return [{ key: memberKey(i), stakes: stakes[i] ?? 1, atLeastFloor: branch, ...below }]
    }),
  })
  const land = new Map<string, number>()
  const joining = joiningDays(chance, wish)
  const persons = members.map((member, i) => {
    const key = memberKey(i)
    const amount = amounts.get(key) ?? ZERO_FEN
    const acre =
      kind === 'land_share' && !member.outsider ? fitLand(amount, stake, stakes[i] ?? 1) : 0
    if (acre > 0) land.set(key, acre)
    return personHolder(chance, wish, {
      member,
      key,
      amount,
      land: fen(stake * BigInt(acre)),
      on: joining[i] ?? wish.foundedOn,
    })
  })
  const others = fixed.flatMap((part) => {
    const amount = amounts.get(part.key) ?? ZERO_FEN
    return part.key.startsWith('m') ? [] : [unitHolder(chance, wish, { key: part.key, amount })]
  })
  return { holders: withUnits(chance, [...others, ...persons], design), land }
}

/** Yuan a stake; for land the price of a tenth of a mu. */
function stakeOf(chance: Chance, kind: CoopKind): Fen {
  const yuan =
    kind === 'land_share'
      ? chance.pick([60, 80, 90, 100, 120, 150])
      : kind === 'service'
        ? chance.pick([200, 300, 500])
        : chance.pick([500, 1000, 1000, 2000, 3000])
  return fen(yuan * 100)
}

function stakesOf(chance: Chance, kind: CoopKind, count: number): number {
  if (count < 9) return kind === 'land_share' ? 30 : 6
  if (kind === 'land_share') return chance.between(12, count < 20 ? 24 : 45)
  const many: readonly (readonly [number, number])[] =
    count < 20
      ? [
          [2, 55],
          [3, 30],
          [4, 15],
        ]
      : [
          [1, 50],
          [2, 26],
          [3, 12],
          [5, 8],
          [8, 4],
        ]
  return chance.weighted(many)
}

/** In larger co-ops three of one household stay under a fifth together. */
function capOf(count: number, design: Design): number {
  if (design === 'collective_unpaid') return 45
  return count >= 30 ? 60 : count >= 15 ? 100 : 175
}

type Parts = (chance: Chance, members: readonly Member[]) => FixedPart[]

/** The first so many ordinary members, with such a part each. */
const ordinary =
  (count: number, [from, to]: readonly [number, number]): Parts =>
  (chance, members) => {
    const party = members.filter((member) => member.party !== null).length
    const permille = chance.between(from, to)
    return Array.from({ length: count }, (_, i) => ({ key: memberKey(party + i), permille }))
  }

/** Whose part is fixed beside the collective's. */
const OTHER_PARTS: Partial<Readonly<Record<Design, Parts>>> = {
  single_over: ordinary(1, [240, 330]),
  household_over: ordinary(3, [78, 92]),
  group_over: ordinary(4, [56, 68]),
  units_two: () => [
    { key: 'e1', permille: 60 },
    { key: 'e2', permille: 50 },
  ],
  public_member: () => [{ key: 'u1', permille: 30 }],
  sound: (chance, members) => {
    const partner = members.length >= 44 && chance.happens(260)
    return partner ? [{ key: 'e1', permille: chance.between(50, 120) }] : []
  },
}

/** The collective's part in thousandths, from and to. */
const COLLECTIVE: Partial<Readonly<Record<Design, readonly [number, number]>>> = {
  collective_low: [40, 160],
  collective_high: [440, 580],
  single_over: [215, 250],
  household_over: [215, 250],
  group_over: [215, 250],
  labour_dilutes: [215, 250],
}
const COLLECTIVE_OTHERWISE = [215, 365] as const

function fixedParts(chance: Chance, { design, members }: HolderWish): FixedPart[] {
  const [from, to] = COLLECTIVE[design] ?? COLLECTIVE_OTHERWISE
  const others = OTHER_PARTS[design]?.(chance, members) ?? []
  return [{ key: 'c', permille: chance.between(from, to) }, ...others]
}

/** As many tenths of a mu as the amount pays for, at most what the member put in. */
const fitLand = (amount: Fen, stake: Fen, stakes: number): number =>
  Math.min(stakes, Number(amount / stake))

/** Most are founders; the others came in one to three waves. */
function joiningDays(chance: Chance, wish: HolderWish): LocalDate[] {
  const { members, foundedOn, registeredOn, design } = wish
  const first = addDays(registeredOn, 20)
  const last = addDays(PUBLISHED.today, -4)
  const waves =
    first >= last
      ? []
      : [1, 2, 3].slice(0, chance.between(0, 3)).map(() => workingDay(chance, first, last))
  const founders = Math.max(8, Math.floor((members.length * chance.between(45, 90)) / 100))
  const still = design === 'household_over' || design === 'group_over' || waves.length === 0
  return members.map(({ party }, i) => {
    const founder = still || party !== null || i < founders
    return founder ? foundedOn : chance.pick(waves)
  })
}

function personHolder(
  chance: Chance,
  wish: HolderWish,
  {
    member,
    key,
    amount,
    land,
    on,
  }: {
    readonly member: Member
    readonly key: string
    readonly amount: Fen
    readonly land: Fen
    readonly on: LocalDate
  },
): HolderPlan {
  const { person, outsider, assisted, group } = member
  const rest = fen(amount - land)
  const contributions: ContributionPlan[] = []
  if (land > 0n) contributions.push({ form: 'land_right', paid: land, promised: ZERO_FEN, on })
  if (rest > 0n)
    contributions.push({
      form: restForm(chance, wish.kind),
      ...lately(chance, wish, { amount: rest, on, ordinary: member.party === null }),
      on,
    })
  return {
    key,
    kind: 'person',
    class: outsider ? 'outside_investor' : assisted ? 'assisted' : land > 0n ? 'land' : 'villager',
    personKey: person.key,
    name: person.name,
    farmer: !outsider,
    relatedGroup: group ? `${wish.placeName}联户` : null,
    publicFunction: false,
    joinedOn: on,
    contributions,
    units: [],
  }
}

const restForm = (chance: Chance, kind: CoopKind): ContributionForm =>
  kind !== 'land_share' && kind !== 'service' && chance.happens(90) ? 'kind' : 'cash'

/** Who joined in the last half year may still owe a part; a few do, in sound registers only. */
function lately(
  chance: Chance,
  { design }: HolderWish,
  part: { readonly amount: Fen; readonly on: LocalDate; readonly ordinary: boolean },
): { readonly paid: Fen; readonly promised: Fen } {
  const recent = dayNumber(PUBLISHED.today) - dayNumber(part.on) < 180
  const owes = recent && part.ordinary && design === 'sound' && chance.happens(60)
  const promised = owes ? fen((part.amount / 30_000n) * 10_000n) : ZERO_FEN
  return { paid: fen(part.amount - promised), promised }
}

function unitHolder(
  chance: Chance,
  wish: HolderWish,
  { key, amount }: { readonly key: string; readonly amount: Fen },
): HolderPlan {
  const on = wish.foundedOn
  const base = { key, personKey: null, farmer: false, relatedGroup: null, joinedOn: on, units: [] }
  if (key === 'c') {
    const form = chance.weighted<ContributionForm>([
      ['cash', 45],
      ['kind', 35],
      ['land_right', 20],
    ])
    const unpaid = wish.design === 'collective_unpaid'
    const split = unpaid
      ? { paid: ZERO_FEN, promised: amount }
      : { paid: amount, promised: ZERO_FEN }
    const contributions = [{ form: unpaid ? ('cash' as const) : form, ...split, on }]
    const name = wish.collectiveName
    return {
      ...base,
      kind: 'collective',
      class: 'collective',
      name,
      publicFunction: false,
      contributions,
    }
  }
  const contributions = [{ form: 'cash' as const, paid: amount, promised: ZERO_FEN, on }]
  if (key.startsWith('u')) {
    const name = `${wish.placeName}示例农业技术服务站`
    return { ...base, kind: 'unit', class: 'unit', name, publicFunction: true, contributions }
  }
  const trade = chance.pick(['农业发展', '食品', '果蔬', '商贸'])
  const name = `${wish.placeName}示例${key === 'e2' ? '物流' : trade}有限公司`
  return {
    ...base,
    kind: 'enterprise',
    class: 'enterprise',
    name,
    publicFunction: false,
    contributions,
  }
}

const FEN_A_UNIT = 100n

/** Internal units, a yuan a unit; labour units on top where the design lets labour dilute the collective. */
function withUnits(chance: Chance, holders: readonly HolderPlan[], design: Design): HolderPlan[] {
  const labour = design === 'labour_dilutes'
  if (!labour && !(design === 'sound' && chance.happens(200))) return [...holders]
  const own = holders.map(({ contributions }) =>
    Number(contributions.reduce((sum, part) => sum + part.paid + part.promised, 0n) / FEN_A_UNIT),
  )
  const whole = own.reduce((sum, units) => sum + units, 0)
  const workers = holders.filter(({ kind, key }) => kind === 'person' && worksByTicket(key)).length
  const ticket = Math.max(
    10,
    Math.floor((whole * chance.between(60, 95)) / (100 * workers) / 10) * 10,
  )
  return holders.map((holder, i) => {
    const contributed = { unitClass: 'contribution' as const, units: own[i] ?? 0 }
    const works = labour && holder.kind === 'person' && worksByTicket(holder.key)
    const tickets = works ? [{ unitClass: 'labour' as const, units: ticket }] : []
    return { ...holder, units: [contributed, ...tickets] }
  })
}

/** Two of three members work for tickets (工票): by their number, not by chance. */
const worksByTicket = (key: string): boolean => Number(key.slice(1)) % 3 !== 0
