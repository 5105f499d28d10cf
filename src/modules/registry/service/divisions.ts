import { must } from '../../../kernel/assert.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { pinyinOf } from '../../../platform/pinyin.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { moveUnit, nameUnit, type NewUnit, placeUnits } from '../../../platform/unit.ts'
import type { registryContract } from '../contract.ts'
import { planEvents, type DivisionEvent, type OpenDivision } from '../rules/division-events.ts'
import { readDivisionList } from '../rules/division-list.ts'
import { type MatchedRow, matchDivisions } from '../rules/division-matching.ts'
import { insertMany } from '../store/batch.ts'
import * as store from '../store/divisions.ts'
import { writerOf } from './inside.ts'
import { reconciliationOf } from './reconciliation.ts'

type Reconciliation = Output<(typeof registryContract)['importDivisions']>

interface ImportInput {
  readonly vintage: string
  readonly effectiveFrom: LocalDate
  readonly source: string
  readonly csv: string
}

const lockDivisions = (ctx: Ctx): Promise<void> => lockFor(ctx.tx, `divisions:${ctx.county}`)

/** Imports a published list: identities are found again by town and name, all or nothing. */
export async function importDivisions(ctx: Ctx, input: ImportInput): Promise<Reconciliation> {
  await lockDivisions(ctx)
  const hash = sha256(
    input.csv
      .replace(/^\uFEFF/, '')
      .replaceAll('\r\n', '\n')
      .trim(),
  )
  const imports = await store.listImports(ctx)
  const before = imports.find((list) => list.vintage === input.vintage)
  if (before !== undefined) {
    if (before.sha256 === hash && before.effective_from === input.effectiveFrom)
      return reconciliationOf(ctx, before, false)
    throw new Refusal(
      'conflict',
      text(
        `${input.vintage} 版名录已导入过,内容或生效日期不同。已导入的名录不能更改,更正请用区划变更。`,
        `The list ${input.vintage} was imported before with other content or another date. An imported list is not changed; correct it by events.`,
      ),
    )
  }
  await requireNewest(ctx, input, imports)
  const list = readDivisionList(input.csv)
  const county = list.county
  if (list.faults.length > 0 || county === null) throw badInput(list.faults)
  await requireOwnCounty(ctx, county.code)

  const known = (await store.openVersions(ctx)).map(openDivision)
  const countyId: AnyId = (await store.countyUnit(ctx)) ?? ctx.newId()
  const rows = matchDivisions(known, list.units, { county: countyId, newId: ctx.newId })
  const id: AnyId = ctx.newId()
  await insertMany(ctx, 'division_import', [
    {
      id,
      vintage: input.vintage,
      effective_from: input.effectiveFrom,
      source: input.source,
      sha256: hash,
      imported_at: ctx.now,
      imported_by: writerOf(ctx),
    },
  ])
  await saveRows(ctx, { id, ...input }, rows)
  const answer = await reconciliationOf(
    ctx,
    { ...input, id, effective_from: input.effectiveFrom },
    true,
  )
  ctx.record({
    entity: 'division_import',
    id,
    after: {
      vintage: input.vintage,
      effectiveFrom: input.effectiveFrom,
      sha256: hash,
      counts: answer.counts,
    },
  })
  ctx.emit('divisions.changed', { vintage: input.vintage })
  return answer
}

async function requireNewest(
  ctx: Ctx,
  input: ImportInput,
  imports: readonly store.ImportRow[],
): Promise<void> {
  if (input.effectiveFrom > ctx.today) {
    throw badInput([
      {
        path: '$.effectiveFrom',
        text: text('名录生效日期不能在今天之后', 'the list takes effect in the future'),
      },
    ])
  }
  const last = [imports.at(-1)?.effective_from ?? null, await store.lastEventDate(ctx)]
    .filter((day) => day !== null)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1)
  if (last === undefined || last < input.effectiveFrom) return
  throw new Refusal(
    'conflict',
    text(
      `名录须按时间先后导入:${last} 已有名录或区划变更。`,
      `Lists are imported in order of time: there is a list or an event of ${last}.`,
    ),
  )
}

async function requireOwnCounty(ctx: Ctx, code: string): Promise<void> {
  const own = await store.countyCode(ctx)
  if (own === null || !/^\d{6}$/.test(own) || own === code) return
  throw badInput([
    {
      path: '$.csv',
      text: text(
        `名录是 ${code} 的,本县代码是 ${own}`,
        `the list is of ${code}, this county is ${own}`,
      ),
    },
  ])
}

const openDivision = (row: store.OpenVersion): OpenDivision => ({
  id: row.division_id,
  level: row.level,
  code: row.code,
  vintage: row.vintage,
  name: row.name,
  shortName: row.short_name,
  matchKey: row.match_key,
  parentId: row.parent_id,
  validFrom: row.valid_from,
  firstFrom: row.first_from,
  firstByList: row.first_by_list,
})

async function saveRows(
  ctx: Ctx,
  list: { id: AnyId; vintage: string; effectiveFrom: LocalDate },
  rows: readonly MatchedRow[],
): Promise<void> {
  const fresh = rows.filter((row) => row.outcome === 'new')
  const placed = await store.countyUnit(ctx)
  const units: NewUnit[] = fresh.flatMap((row) =>
    row.unit === null || row.id === placed
      ? []
      : [
          {
            id: row.id,
            kind: kindOf(row.unit.level),
            name: row.unit.spelled.shortName,
            parentId: row.parentId,
          },
        ],
  )
  await placeUnits(ctx, units)
  for (const { id, unit, renamed } of rows) {
    if (unit !== null && (renamed || id === placed)) await nameUnit(ctx, id, unit.spelled.shortName)
  }
  await insertMany(
    ctx,
    'division',
    fresh.map((row) => ({
      id: row.id,
      kind: kindOf(must(row.unit, 'the unit of a new division').level),
      created_at: ctx.now,
    })),
  )
  const changed = rows.filter((row) => row.outcome === 'changed').map((row) => row.id)
  await store.closeVersions(ctx, changed, list.effectiveFrom)
  const versions = rows.flatMap((row) =>
    row.unit === null || row.outcome === 'same'
      ? []
      : [
          {
            division_id: row.id,
            valid_from: list.effectiveFrom,
            valid_to: null,
            level: row.unit.level,
            code: row.unit.code,
            vintage: list.vintage,
            name: row.unit.spelled.name,
            short_name: row.unit.spelled.shortName,
            match_key: row.unit.spelled.key,
            parent_id: row.parentId,
            ...pinyinColumns(row.unit.spelled.shortName),
            event_id: null,
          },
        ],
  )
  await insertMany(ctx, 'division_version', versions)
  await insertMany(
    ctx,
    'division_import_row',
    rows.map((row) => ({
      import_id: list.id,
      division_id: row.id,
      outcome: row.outcome,
      renamed: row.renamed,
      recoded: row.recoded,
      relevelled: row.relevelled,
      code: row.unit?.code ?? null,
      name: row.unit?.spelled.name ?? null,
    })),
  )
}

const kindOf = (level: OpenDivision['level']) => (level === 'community' ? 'village' : level)

const pinyinColumns = (name: string) => {
  const { full, initials } = pinyinOf(name)
  return { name_pinyin: full, name_initials: initials }
}

interface EventsInput {
  readonly events: readonly (DivisionEvent & { readonly document: string; readonly note: string })[]
}

/** Records what became of divisions; each event counts on what the ones before it left. */
export async function recordDivisionEvents(
  ctx: Ctx,
  input: EventsInput,
): Promise<{ events: { id: AnyId; from: AnyId[]; to: AnyId[] }[] }> {
  await lockDivisions(ctx)
  const known = (await store.openVersions(ctx)).map(openDivision)
  const plan = planEvents(known, input.events, { today: ctx.today, newId: ctx.newId })
  if (plan.faults.length > 0) throw badInput(plan.faults)
  const recorded = plan.events.map((event, i) => ({
    ...event,
    told: must(input.events[i], 'the event of a plan'),
  }))
  await insertMany(
    ctx,
    'division_event',
    recorded.map(({ id, told }) => ({
      id,
      kind: told.kind,
      on_date: told.date,
      document: told.document,
      note: told.note,
      recorded_at: ctx.now,
      recorded_by: writerOf(ctx),
    })),
  )
  await placeUnits(
    ctx,
    plan.made.map((made) => {
      const version = plan.opened.find((opened) => opened.id === made.id)
      const { parentId, shortName: name } = must(version, 'the version of a new division')
      return { ...made, name, parentId }
    }),
  )
  await insertMany(
    ctx,
    'division',
    plan.made.map(({ id, kind }) => ({ id, kind, created_at: ctx.now })),
  )
  for (const { id, from } of plan.backdated) await store.backdateVersion(ctx, id, from)
  for (const [day, closed] of Map.groupBy(plan.closed, (row) => row.on)) {
    await store.closeVersions(
      ctx,
      closed.map((row) => row.id),
      day,
    )
  }
  await saveOpened(ctx, plan.opened)
  await insertMany(ctx, 'division_event_link', recorded.flatMap(linksOf))
  for (const { id, parentId } of plan.moved) await moveUnit(ctx, id, parentId)
  for (const { id, shortName, validTo } of plan.opened) {
    if (validTo === null) await nameUnit(ctx, id, shortName)
  }
  for (const { id, told, from, to } of recorded) {
    ctx.record({
      entity: 'division_event',
      id,
      after: { kind: told.kind, date: told.date, from, to },
    })
  }
  ctx.emit('divisions.changed', { events: recorded.length })
  return {
    events: plan.events.map(({ id, from, to }) => ({
      id: id,
      from: [...from],
      to: [...to],
    })),
  }
}

async function saveOpened(
  ctx: Ctx,
  opened: ReturnType<typeof planEvents>['opened'],
): Promise<void> {
  await insertMany(
    ctx,
    'division_version',
    opened.map((version) => ({
      division_id: version.id,
      valid_from: version.validFrom,
      valid_to: version.validTo,
      level: version.level,
      code: version.code,
      vintage: version.vintage,
      name: version.name,
      short_name: version.shortName,
      match_key: version.matchKey,
      parent_id: version.parentId,
      ...pinyinColumns(version.shortName),
      event_id: version.eventId,
    })),
  )
}

function linksOf(event: { id: AnyId; from: readonly AnyId[]; to: readonly AnyId[] }) {
  const link = (role: 'from' | 'to' | 'self') => (id: AnyId) => ({
    event_id: event.id,
    division_id: id,
    role,
  })
  const [only] = event.from
  if (event.from.length === 1 && event.to.length === 1 && only === event.to[0])
    return event.from.map(link('self'))
  return [...event.from.map(link('from')), ...event.to.map(link('to'))]
}
