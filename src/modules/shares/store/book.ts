import { insertRows, isOneOf } from '../../../platform/rows.ts'
import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { insideScope } from '../../../platform/unit.ts'
import type { Book, Holder, Line, Totals } from '../model.ts'
import { type HolderTable, type LineTable, shareTables } from '../store.ts'

/** A co-op's register row while its lock is held. */
export interface LockedRegister {
  readonly lastSeq: bigint
  readonly lastMember: number
  readonly openedOn: LocalDate
}

/**
 * Takes the register of a co-op for writing: whoever comes second waits here and then reads what the
 * first one left. Null when the co-op has no register.
 */
export async function lockRegister(ctx: Ctx, coopId: AnyId): Promise<LockedRegister | null> {
  const row = await shareTables(ctx.tx)
    .selectFrom('share_register')
    .select(['last_seq', 'last_member', 'opened_on'])
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined
    ? null
    : { lastSeq: row.last_seq, lastMember: row.last_member, openedOn: row.opened_on }
}

/** Takes many registers for writing, always in the same order, so that two rounds cannot block each other. */
export async function lockRegisters(ctx: Ctx, coopIds: readonly AnyId[]): Promise<void> {
  await shareTables(ctx.tx)
    .selectFrom('share_register')
    .select('coop_id')
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .orderBy('coop_id')
    .forUpdate()
    .execute()
}

export interface RegisterHead {
  readonly coopId: AnyId
  readonly openedOn: LocalDate
  readonly asFoundNote: string | null
}

/** The registers of these co-ops; those without one are absent. */
export async function registerHeads(
  ctx: Ctx,
  coopIds: readonly AnyId[],
): Promise<Map<AnyId, RegisterHead>> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_register')
    .select(['coop_id as coopId', 'opened_on as openedOn', 'as_found_note as asFoundNote'])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', coopIds))
    .execute()
  return new Map(rows.map((row) => [row.coopId, row]))
}

export async function openRegisterRows(
  ctx: Ctx,
  rows: readonly {
    readonly coopId: AnyId
    readonly openedOn: LocalDate
    readonly asFoundNote: string | null
    readonly lastSeq: bigint
    readonly lastMember: number
  }[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'share_register',
      columns:
        'county_id int, coop_id uuid, last_seq bigint, last_member int, opened_on date, as_found_note text',
    },
    rows.map((row) => ({
      county_id: ctx.county,
      coop_id: row.coopId,
      last_seq: row.lastSeq.toString(),
      last_member: row.lastMember,
      opened_on: row.openedOn,
      as_found_note: row.asFoundNote,
    })),
  )
}

export async function moveCounters(
  ctx: Ctx,
  coopId: AnyId,
  to: { readonly lastSeq: bigint; readonly lastMember: number },
): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('share_register')
    .set({ last_seq: to.lastSeq, last_member: to.lastMember })
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .execute()
}

const holderOf = (row: HolderTable): Holder => ({
  id: row.id,
  memberNumber: row.member_number,
  kind: row.kind,
  class: row.class,
  personId: row.person_id,
  name: row.name,
  farmer: row.farmer,
  householdId: row.household_id,
  relatedGroup: row.related_group,
  publicFunction: row.public_function,
  joinedOn: row.joined_on,
  leftOn: row.left_on,
})

type SummedLine = Pick<
  LineTable,
  | 'coop_id'
  | 'holder_id'
  | 'on_date'
  | 'form'
  | 'unit_class'
  | 'paid_fen'
  | 'promised_fen'
  | 'units_micro'
  | 'dividend_micro'
>

type LineColumns = Omit<SummedLine, 'coop_id'>

/** A line as the model has it. */
export const lineOf = (row: LineColumns): Line =>
  row.form === null
    ? {
        holderId: row.holder_id,
        on: row.on_date,
        form: null,
        unitClass: row.unit_class ?? 'other',
        units: row.units_micro,
        dividend: row.dividend_micro,
      }
    : {
        holderId: row.holder_id,
        on: row.on_date,
        form: row.form,
        unitClass: null,
        paid: row.paid_fen,
        promised: row.promised_fen,
      }

/** The books of these co-ops, lines of one holder, day and class already summed. */
export async function loadBooks(ctx: Ctx, coopIds: readonly AnyId[]): Promise<Map<AnyId, Book>> {
  const heads = await registerHeads(ctx, coopIds)
  if (heads.size === 0) return new Map()
  const found = [...heads.keys()]
  const holders = await shareTables(ctx.tx)
    .selectFrom('share_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', found))
    .execute()
  const lines = await shareTables(ctx.tx)
    .selectFrom('share_line')
    .select([
      'coop_id',
      'holder_id',
      'on_date',
      'form',
      'unit_class',
      sql<bigint>`sum(paid_fen)::bigint`.as('paid_fen'),
      sql<bigint>`sum(promised_fen)::bigint`.as('promised_fen'),
      sql<bigint>`sum(units_micro)::bigint`.as('units_micro'),
      sql<bigint>`sum(dividend_micro)::bigint`.as('dividend_micro'),
    ])
    .where('county_id', '=', ctx.county)
    .where(isOneOf('coop_id', found))
    .groupBy(['coop_id', 'holder_id', 'on_date', 'form', 'unit_class'])
    .execute()
  const holdersBy = Map.groupBy(holders, (row) => row.coop_id)
  const linesBy = Map.groupBy(lines, (row: SummedLine) => row.coop_id)
  return new Map(
    found.map((coopId) => [
      coopId,
      {
        coopId,
        openedOn: heads.get(coopId)?.openedOn ?? ctx.today,
        holders: (holdersBy.get(coopId) ?? []).map(holderOf),
        lines: (linesBy.get(coopId) ?? []).map(lineOf),
      },
    ]),
  )
}

function spelt({ kind, name }: Holder): { name_pinyin: string; name_initials: string } {
  const { full, initials } = pinyinOf(name, kind === 'person' ? 'person' : 'place')
  return { name_pinyin: full, name_initials: initials }
}

export async function saveHolders(
  ctx: Ctx,
  holders: readonly { readonly coopId: AnyId; readonly holder: Holder }[],
): Promise<void> {
  await insertRows(
    ctx.tx,
    {
      table: 'share_holder',
      columns: `county_id int, id uuid, coop_id uuid, member_number text, kind text, class text,
        person_id uuid, name text, name_pinyin text, name_initials text, farmer boolean,
        household_id uuid, related_group text, public_function boolean, joined_on date, left_on date,
        created_at timestamptz`,
    },
    holders.map(({ coopId, holder }) => ({
      ...spelt(holder),
      county_id: ctx.county,
      id: holder.id,
      coop_id: coopId,
      member_number: holder.memberNumber,
      kind: holder.kind,
      class: holder.class,
      person_id: holder.personId,
      name: holder.name,
      farmer: holder.farmer,
      household_id: holder.householdId,
      related_group: holder.relatedGroup,
      public_function: holder.publicFunction,
      joined_on: holder.joinedOn,
      left_on: holder.leftOn,
      created_at: ctx.now,
    })),
  )
}

/** Ends memberships, or opens one again with null. */
export async function setLeaving(
  ctx: Ctx,
  leaving: ReadonlyMap<AnyId, LocalDate | null>,
): Promise<void> {
  for (const [id, leftOn] of leaving) {
    await shareTables(ctx.tx)
      .updateTable('share_holder')
      .set({ left_on: leftOn })
      .where('county_id', '=', ctx.county)
      .where('id', '=', id)
      .execute()
  }
}

export async function updateHolderRow(ctx: Ctx, holder: Holder): Promise<void> {
  await shareTables(ctx.tx)
    .updateTable('share_holder')
    .set({
      class: holder.class,
      farmer: holder.farmer,
      household_id: holder.householdId,
      related_group: holder.relatedGroup,
      public_function: holder.publicFunction,
    })
    .where('county_id', '=', ctx.county)
    .where('id', '=', holder.id)
    .execute()
}

/** One co-op's register in sums. */
export interface RegisterSums extends Totals {
  readonly coopId: AnyId
  readonly collective: {
    readonly paid: bigint
    readonly registered: bigint
    readonly units: bigint
  }
  /** The largest registered contribution of one holder other than the collective. */
  readonly largest: bigint
}

/** The registers of all co-ops in the caller's scope in sums as of a day, in one pass of the database. */
export async function registerSums(
  ctx: Ctx,
  filter: { readonly asOf: LocalDate; readonly coopIds?: readonly AnyId[] },
): Promise<RegisterSums[]> {
  const { asOf } = filter
  const some = filter.coopIds === undefined ? sql`true` : isOneOf('r.coop_id', filter.coopIds)
  const { rows } = await sql<{
    coop_id: AnyId
    members: number
    farmers: number
    households: number
    paid: bigint
    promised: bigint
    units: bigint
    dividend: bigint
    c_paid: bigint
    c_promised: bigint
    c_units: bigint
    largest: bigint
  }>`
    WITH held AS (
      SELECT l.holder_id, sum(l.paid_fen)::bigint AS paid, sum(l.promised_fen)::bigint AS promised,
        sum(l.units_micro)::bigint AS units, sum(l.dividend_micro)::bigint AS dividend
      FROM share_line AS l WHERE l.county_id = ${ctx.county} AND l.on_date <= ${asOf}
      GROUP BY l.holder_id)
    SELECT r.coop_id,
      count(*) FILTER (WHERE h.kind <> 'other')::int AS members,
      count(*) FILTER (WHERE h.kind <> 'other' AND h.farmer)::int AS farmers,
      count(DISTINCT h.household_id) FILTER (WHERE h.kind <> 'other')::int AS households,
      coalesce(sum(held.paid), 0)::bigint AS paid,
      coalesce(sum(held.promised), 0)::bigint AS promised,
      coalesce(sum(held.units), 0)::bigint AS units,
      coalesce(sum(held.dividend), 0)::bigint AS dividend,
      coalesce(sum(held.paid) FILTER (WHERE h.kind = 'collective'), 0)::bigint AS c_paid,
      coalesce(sum(held.promised) FILTER (WHERE h.kind = 'collective'), 0)::bigint AS c_promised,
      coalesce(sum(held.units) FILTER (WHERE h.kind = 'collective'), 0)::bigint AS c_units,
      coalesce(max(held.paid + held.promised) FILTER (WHERE h.kind <> 'collective'), 0)::bigint
        AS largest
    FROM share_register AS r
    JOIN share_holder AS h ON h.county_id = r.county_id AND h.coop_id = r.coop_id
      AND h.joined_on <= ${asOf} AND (h.left_on IS NULL OR h.left_on > ${asOf})
    LEFT JOIN held ON held.holder_id = h.id
    WHERE r.county_id = ${ctx.county} AND ${insideScope(ctx, 'r.coop_id')} AND ${some}
    GROUP BY r.coop_id ORDER BY r.coop_id`.execute(ctx.tx)
  return rows.map((row) => ({
    coopId: row.coop_id,
    members: row.members,
    farmers: row.farmers,
    households: row.households,
    paid: row.paid,
    promised: row.promised,
    registered: row.paid + row.promised,
    units: row.units,
    dividend: row.dividend,
    collective: {
      paid: row.c_paid,
      registered: row.c_paid + row.c_promised,
      units: row.c_units,
    },
    largest: row.largest,
  }))
}

/** Every membership of a person in the county, the left ones included. */
export async function holdersOfPerson(
  ctx: Ctx,
  personId: AnyId,
): Promise<{ readonly coopId: AnyId; readonly holder: Holder }[]> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('person_id', '=', personId)
    .orderBy('joined_on')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ coopId: row.coop_id, holder: holderOf(row) }))
}

/** Memberships by id, of whatever co-op, the left ones included; unknown ids are absent. */
export async function holdersByIds(
  ctx: Ctx,
  ids: readonly AnyId[],
): Promise<Map<AnyId, { readonly coopId: AnyId; readonly holder: Holder }>> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('id', ids))
    .execute()
  return new Map(rows.map((row) => [row.id, { coopId: row.coop_id, holder: holderOf(row) }]))
}

/** Every membership of a co-op, the left ones included, without what they hold. */
export async function holdersOfCoop(ctx: Ctx, coopId: AnyId): Promise<Holder[]> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_holder')
    .selectAll()
    .where('county_id', '=', ctx.county)
    .where('coop_id', '=', coopId)
    .orderBy('member_number')
    .execute()
  return rows.map(holderOf)
}

/** The co-ops in which any of these persons is a member today. */
export async function coopsOfHolders(ctx: Ctx, personIds: readonly AnyId[]): Promise<AnyId[]> {
  const rows = await shareTables(ctx.tx)
    .selectFrom('share_holder')
    .select('coop_id')
    .distinct()
    .where('county_id', '=', ctx.county)
    .where(isOneOf('person_id', personIds))
    .where('left_on', 'is', null)
    .orderBy('coop_id')
    .execute()
  return rows.map((row) => row.coop_id)
}
