import { isKept, type MoneyBase, type Room, roomsAt, roomsByPlace } from './bounds.ts'
import { fits, type Row, solveWhole } from './integer-programme.ts'
import { classesOf, equality, type PlaceClass, rowsOf } from './lazy-rooms.ts'
import {
  byLargest,
  canTake,
  type Holdings,
  holdingsOf,
  isCollective,
  leastOf,
  lesser,
  type MoneyFix,
  type MoneyMove,
  roomToGive,
  roomToTake,
  totalOf,
} from './money-move.ts'
import type { TransferTask } from './transfer.ts'

type Kind = 'paid' | 'promised'
type Direction = 'give' | 'take'

/** One variable: how much of one kind a class of places gives or takes. */
interface Variable {
  readonly group: PlaceClass
  readonly kind: Kind
  readonly direction: Direction
  /** The most that can be given; null for taking, which only rooms limit. */
  readonly most: bigint | null
}

/** The exact search for the least transfer: used where direct moves get stuck. */
export function searchTransfers(task: TransferTask): MoneyFix {
  const { sheet, money, bounds, budget } = task
  const rooms = roomsAt(bounds, money)
  const byPlace = roomsByPlace(rooms, sheet.ids.length)
  const active = new Set(rooms.filter((room) => !isKept(room)))
  const places = sheet.holders.map((_, place) => place)
  while (budget.work > 0) {
    budget.work -= rooms.length + places.length
    const groups = classesOf(places, byPlace, active)
    const variables = variablesOf(task, groups)
    if (!fits(active.size, variables.length, budget)) return { kind: 'unknown' }
    const programme = {
      costs: variables.map(({ direction }) => (direction === 'give' ? 1n : 0n)),
      rows: [...balances(variables), ...limits(variables), ...roomRows(active, variables)],
    }
    const answer = solveWhole(programme, budget)
    if (answer.kind !== 'found') return answer
    const changes = spread(task, { rooms, byPlace, variables, values: answer.values })
    const broken = rooms.filter((room) => !active.has(room) && !isKept(changes.after(room)))
    if (broken.length === 0) {
      const moves = pair(changes.given, changes.taken)
      return { kind: 'found', moves, total: totalOf(moves) }
    }
    for (const room of broken) active.add(room)
  }
  return { kind: 'unknown' }
}

function variablesOf({ sheet, money, base }: TransferTask, groups: readonly PlaceClass[]) {
  const holdings = holdingsOf(money)
  const kinds: readonly Kind[] = base === 'paid' ? ['paid'] : ['paid', 'promised']
  return groups.flatMap((group) =>
    kinds.flatMap((kind): Variable[] => {
      const most = group.places.reduce((sum, place) => sum + (holdings[kind][place] ?? 0n), 0n)
      const takes = group.places.some((place) => canTake(sheet, place))
      return [
        ...(most > 0n ? [{ group, kind, direction: 'give' as const, most }] : []),
        ...(takes ? [{ group, kind, direction: 'take' as const, most: null }] : []),
      ]
    }),
  )
}

/** What is given of each kind is taken. */
const balances = (variables: readonly Variable[]): Row[] =>
  (['paid', 'promised'] as const).flatMap((kind) =>
    equality(
      new Map(
        variables.flatMap((variable, i) =>
          variable.kind === kind ? [[i, variable.direction === 'give' ? 1n : -1n] as const] : [],
        ),
      ),
      0n,
    ),
  )

const limits = (variables: readonly Variable[]): Row[] =>
  variables.flatMap(({ most }, i) =>
    most === null ? [] : [{ coefficients: new Map([[i, 1n]]), limit: most }],
  )

/** Promises count in registered contributions only. */
const counts = (kind: Kind, base: MoneyBase): boolean => base === 'registered' || kind === 'paid'

const roomRows = (active: ReadonlySet<Room>, variables: readonly Variable[]): Row[] =>
  [...active].flatMap((room) =>
    rowsOf(
      room,
      new Map(
        variables.flatMap(({ group, kind, direction }, i) =>
          group.rooms.has(room) && counts(kind, room.base)
            ? [[i, direction === 'give' ? -1n : 1n] as const]
            : [],
        ),
      ),
    ),
  )

interface Spread {
  readonly given: Holdings
  readonly taken: Holdings
  readonly after: (room: Room) => Room
}

/** Shares the answer of each class out among its places, as far as possible where rooms allow it. */
function spread(
  { sheet, money }: TransferTask,
  answer: {
    readonly rooms: readonly Room[]
    readonly byPlace: readonly (readonly Room[])[]
    readonly variables: readonly Variable[]
    readonly values: readonly bigint[]
  },
): Spread {
  const after = new Map(answer.rooms.map((room) => [room, { ...room }]))
  const roomsAfter = answer.byPlace.map((rooms) => rooms.flatMap((room) => after.get(room) ?? []))
  const none = (): bigint[] => sheet.ids.map(() => 0n)
  const done = {
    give: { paid: none(), promised: none() },
    take: { paid: none(), promised: none() },
  }
  const held = holdingsOf(money)
  const put = (place: number, { kind, direction }: Variable, amount: bigint): void => {
    const sums = done[direction][kind]
    sums[place] = (sums[place] ?? 0n) + amount
    for (const room of roomsAfter[place] ?? []) {
      if (counts(kind, room.base)) room.sum += direction === 'give' ? -amount : amount
    }
  }
  // Givers first: what they leave makes room for those who take.
  for (const direction of ['give', 'take'] as const) {
    answer.variables.forEach((variable, i) => {
      if (variable.direction !== direction) return
      const { kind, group } = variable
      const able = group.places
        .filter((place) => direction === 'give' || canTake(sheet, place))
        .toSorted(
          (a, b) =>
            (direction === 'give' ? 1 : 0) *
              (Number(isCollective(sheet, a)) - Number(isCollective(sheet, b))) ||
            byLargest(held[kind])(a, b),
        )
      let left = answer.values[i] ?? 0n
      const room = direction === 'give' ? roomToGive : roomToTake
      for (const strict of [true, false]) {
        for (const place of able) {
          const rooms = strict ? (roomsAfter[place] ?? []) : []
          const registered = room(rooms, 'registered')
          const most = leastOf(
            kind === 'paid' ? leastOf(registered, room(rooms, 'paid')) : registered,
            direction === 'give'
              ? (held[kind][place] ?? 0n) - (done.give[kind][place] ?? 0n)
              : left,
          )
          const amount = lesser(left, most ?? left)
          if (amount > 0n) put(place, variable, amount)
          left -= amount
        }
      }
    })
  }
  return { given: done.give, taken: done.take, after: (room) => after.get(room) ?? room }
}

/** Brings those who give and those who take together, in the order of places, kind by kind. */
function pair(given: Holdings, taken: Holdings): MoneyMove[] {
  const moves = new Map<string, MoneyMove>()
  for (const kind of ['promised', 'paid'] as const) {
    const waiting = taken[kind].map((amount, place) => ({ place, amount }))
    given[kind].forEach((amount, from) => {
      let left = amount
      for (const taker of waiting) {
        const part = lesser(left, taker.amount)
        if (part === 0n || taker.place === from) continue
        left -= part
        taker.amount -= part
        const key = `${from} ${taker.place}`
        const known = moves.get(key) ?? { from, to: taker.place, paid: 0n, promised: 0n }
        moves.set(key, { ...known, [kind]: known[kind] + part })
      }
    })
  }
  return [...moves.values()]
}
