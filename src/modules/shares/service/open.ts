import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { type CoopFacts, cooperativesIn, coopFacts, joinCoop } from '../../registry/index.ts'
import type { sharesContract } from '../contract.ts'
import type { Book, Change, Holder, NewEvent } from '../model.ts'
import { applyChanges } from '../model/changes.ts'
import { openRegisterRows, registerHeads, saveHolders } from '../store/book.ts'
import { saveEvents } from '../store/events.ts'
import { lookUp, type Known, resolveHolders } from './holders.ts'
import { failingRules, type Judgement, judgeFounding, presentCheck } from './judge.ts'
import { storeJudgements } from './recheck.ts'

type OpenInput = Input<(typeof sharesContract)['openRegisters']>
type RegisterInput = OpenInput['registers'][number]

/** A register as it will be saved. */
interface Opened {
  readonly input: RegisterInput
  readonly book: Book
  readonly keys: ReadonlyMap<string, Holder>
  readonly events: readonly NewEvent[]
  readonly lastMember: number
}

/**
 * Loads complete registers of many co-ops at once: holders, contributions, and what happened since.
 * A new register must satisfy the rules that block; one that is found is recorded as it is (`asFound`),
 * because existing registers are facts even where they break rules.
 */
export const openRegisters: Verbs<typeof sharesContract, Ctx>['openRegisters'] = async (
  ctx,
  input,
) => {
  if (input.asFound && input.sourceNote === undefined) {
    const why = text('按现状登记须写明来源', 'say where the registers were found')
    throw badInput([{ path: '$.sourceNote', text: why }])
  }
  // There is no row to lock yet: those who open registers of one county take turns.
  await lockFor(ctx.tx, `open-registers:${ctx.county}`)
  const coops = await coopsInside(ctx, input)
  const everyone = input.registers.flatMap((register) => register.holders)
  const known = await lookUp(ctx, everyone, coops)
  const opened = input.registers.map((register, i) =>
    openBook(ctx, register, { coop: at(coops, i), known, index: i, note: input.sourceNote }),
  )
  const { judgements, reasonNeeded } = await judgeAll(ctx, input, opened)
  await save(ctx, input, opened, reasonNeeded)
  await storeJudgements(ctx, judgements, 'founding')
  for (const [i, { book, keys }] of opened.entries()) {
    const personIds = [...keys.values()].flatMap(({ personId }) => personId ?? [])
    await joinCoop(ctx, book.coopId, { personIds, since: book.openedOn })
    ctx.emit('shares.changed', { coopId: book.coopId })
    ctx.progress(i + 1, opened.length)
  }
  ctx.record({
    entity: 'share_register',
    id: input.unitId,
    after: {
      asFound: input.asFound,
      sourceNote: input.sourceNote ?? null,
      registers: judgements.map(({ coopId, outcome, registerHash }, i) => ({
        coopId,
        holders: opened[i]?.keys.size ?? 0,
        events: opened[i]?.events.length ?? 0,
        outcome,
        registerHash,
      })),
    },
  })
  return {
    registers: opened.map(({ book, keys, events }, i) => {
      const judgement = at(judgements, i)
      return {
        coopId: book.coopId,
        holders: Array.from(keys, ([key, { id, memberNumber }]) => ({
          key,
          holderId: id,
          memberNumber,
        })),
        events: events.length,
        outcome: judgement.outcome,
        failing: failingRules(judgement),
      }
    }),
  }
}

/**
 * What the rules would say of a register that is only planned, by the code that judges its opening; nothing
 * is saved. `refused` tells whether it could not be opened like this.
 */
export async function judgeOpening(
  ctx: Ctx,
  register: RegisterInput,
): Promise<{ readonly refused: boolean; readonly check: ReturnType<typeof presentCheck> }> {
  const coop = await coopFacts(ctx, register.coopId)
  const known = await lookUp(ctx, register.holders, [coop])
  const { book } = openBook(ctx, register, { coop, known, index: 0, note: undefined })
  const [verdict] = await judgeFounding(ctx, [book])
  if (verdict === undefined) throw notFound()
  return { refused: verdict.refusal !== null, check: presentCheck(ctx, verdict.after) }
}

function at<T>(rows: readonly T[], i: number): T {
  const row = rows[i]
  if (row === undefined) throw new Error(`row ${i} is missing`)
  return row
}

/** Each co-op inside the unit of the call, with no register yet, named once. */
async function coopsInside(ctx: Ctx, input: OpenInput): Promise<CoopFacts[]> {
  const ids = input.registers.map(({ coopId }) => coopId)
  const opened = await registerHeads(ctx, ids)
  const inside = ids.includes(input.unitId)
    ? [await coopFacts(ctx, input.unitId)]
    : await cooperativesIn(ctx, { unitId: input.unitId })
  const coops = new Map<AnyId, CoopFacts>(inside.map((coop) => [coop.id, coop]))
  return ids.map((coopId, i) => {
    const coop = coops.get(coopId)
    if (coop === undefined) throw notFound()
    if (!opened.has(coopId) && ids.indexOf(coopId) === i) return coop
    throw new Refusal(
      'conflict',
      text(
        `第 ${i + 1} 个合作社(${coop.name})已有成员册,请登记变动。`,
        `Co-op number ${i + 1} (${coop.name}) has a register already; record changes instead.`,
      ),
    )
  })
}

interface Placed {
  readonly on: LocalDate
  readonly change: Change
  readonly path: string
}

function openBook(
  ctx: Ctx,
  input: RegisterInput,
  place: {
    readonly coop: CoopFacts
    readonly known: Known
    readonly index: number
    readonly note: string | undefined
  },
): Opened {
  const path = `$.registers[${place.index}]`
  checkDates(ctx, input, path)
  const empty: Book = {
    coopId: input.coopId,
    openedOn: input.foundedOn,
    holders: [],
    lines: [],
  }
  const { holders, lastMember } = resolveHolders(input.holders, {
    ctx,
    coop: place.coop,
    book: empty,
    known: place.known,
    on: input.foundedOn,
    lastMember: 0,
    path: (i) => `${path}.holders[${i}]`,
  })
  const placed = [
    ...foundingChanges(input, path, place.note ?? '建册登记'),
    ...input.changes.map(({ on, change }, i) => ({
      on,
      change,
      path: `${path}.changes[${i}].change`,
    })),
  ]
  // The order of days; what stands first in the document comes first within a day.
  const byDay = Map.groupBy(placed, ({ on }) => on)
  const days = [...byDay.keys()].toSorted((a, b) => (a < b ? -1 : 1))
  let book: Book = { ...empty, holders: [...holders.values()] }
  const keys = new Map(holders)
  const events: NewEvent[] = []
  for (const day of days) {
    const today = byDay.get(day) ?? []
    const refs = (ref: string): string => keys.get(ref)?.id ?? ref
    const drafted = applyChanges(book, {
      on: day,
      changes: today.map(({ change }) => withIds(change, refs)),
      newHolders: new Map(),
      newId: ctx.newId,
      path: (i) => today[i]?.path ?? path,
    })
    book = drafted.book
    events.push(...drafted.events)
  }
  const byId = new Map(book.holders.map((holder) => [holder.id, holder]))
  return {
    input,
    book,
    keys: new Map(Array.from(keys, ([key, { id }]) => [key, byId.get(id) ?? at([], 0)])),
    events,
    lastMember,
  }
}

function checkDates(ctx: Ctx, input: RegisterInput, path: string): void {
  const late = (day: LocalDate | undefined) =>
    day !== undefined && (day > ctx.today || day < input.foundedOn)
  const wrong = [
    ...(input.foundedOn > ctx.today ? [`${path}.foundedOn`] : []),
    ...input.holders.flatMap((holder, i) => [
      ...(late(holder.joinedOn) ? [`${path}.holders[${i}].joinedOn`] : []),
      ...holder.contributions.flatMap(({ on }, k) =>
        late(on) ? [`${path}.holders[${i}].contributions[${k}].on`] : [],
      ),
    ]),
    ...input.changes.flatMap(({ on }, i) => (late(on) ? [`${path}.changes[${i}].on`] : [])),
  ]
  if (wrong.length === 0) return
  const why = text('日期应在建册日与今天之间', 'must lie between the founding day and today')
  throw badInput(wrong.map((where) => ({ path: where, text: why })))
}

/** The founding contributions as changes; their valuation is that of the register they come from. */
function foundingChanges(input: RegisterInput, path: string, note: string): Placed[] {
  return input.holders.flatMap((holder, i) => {
    const joinedOn = holder.joinedOn ?? input.foundedOn
    const where = `${path}.holders[${i}]`
    const money = holder.contributions.map(({ form, paid, promised, on }, k): Placed => ({
      on: on ?? joinedOn,
      path: `${where}.contributions[${k}]`,
      change: {
        kind: 'contribution',
        holder: holder.key,
        form,
        paid,
        promised,
        units: [],
        valuation: { by: 'voucher', note },
      },
    }))
    if (holder.units.length === 0) return money
    const { units } = holder
    const given: Change = { kind: 'unit_grant', holder: holder.key, units, note }
    return [...money, { on: joinedOn, path: `${where}.units`, change: given }]
  })
}

/** The change with keys of this call's holders replaced by their ids. */
function withIds(change: Change, id: (ref: string) => string): Change {
  switch (change.kind) {
    case 'transfer':
      return { ...change, from: id(change.from), to: id(change.to) }
    case 'inheritance':
      return {
        ...change,
        from: id(change.from),
        heirs: change.heirs.map((heir) => ({ ...heir, to: id(heir.to) })),
      }
    case 'contribution':
    case 'payment':
    case 'exit':
    case 'conversion':
    case 'unit_grant':
    case 'unit_withdrawal':
      return { ...change, holder: id(change.holder) }
  }
}

/** The findings of all registers; refuses what may not be founded. */
async function judgeAll(
  ctx: Ctx,
  input: OpenInput,
  opened: readonly Opened[],
): Promise<{ judgements: Judgement[]; reasonNeeded: ReadonlySet<AnyId> }> {
  const verdicts = await judgeFounding(
    ctx,
    opened.map(({ book }) => book),
  )
  const reasonNeeded = new Set<AnyId>()
  for (const verdict of verdicts) {
    if (!input.asFound && verdict.refusal !== null) throw verdict.refusal
    if (verdict.warning === null && verdict.refusal === null) continue
    if (input.sourceNote === undefined && verdict.warning !== null) throw verdict.warning
    reasonNeeded.add(verdict.after.coopId)
  }
  return { judgements: verdicts.map(({ after }) => after), reasonNeeded }
}

async function save(
  ctx: Ctx,
  input: OpenInput,
  opened: readonly Opened[],
  reasonNeeded: ReadonlySet<Id>,
): Promise<void> {
  await openRegisterRows(
    ctx,
    opened.map(({ book, events, lastMember }) => ({
      coopId: book.coopId,
      openedOn: book.openedOn,
      asFoundNote: input.asFound ? (input.sourceNote ?? null) : null,
      lastSeq: BigInt(events.length),
      lastMember,
    })),
  )
  await saveHolders(
    ctx,
    opened.flatMap(({ book }) => book.holders.map((holder) => ({ coopId: book.coopId, holder }))),
  )
  await saveEvents(
    ctx,
    opened.flatMap(({ book, events }) =>
      events.map((event, i) => ({
        coopId: book.coopId,
        seq: BigInt(i + 1),
        event,
        reason: reasonNeeded.has(book.coopId) ? (input.sourceNote ?? null) : null,
      })),
    ),
  )
}
