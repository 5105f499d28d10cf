import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { divisionContract } from '../contract/divisions.ts'
import * as store from '../store/division-reads.ts'
import { listImports } from '../store/divisions.ts'

type DivisionVerbs = Verbs<typeof divisionContract, Ctx>

export const divisionTree: DivisionVerbs['divisionTree'] = async (ctx, input) => {
  const asOf = input.asOf ?? ctx.today
  const list = await store.listInForce(ctx, asOf)
  const nodes = await store.treeNodes(ctx, {
    asOf,
    listId: list?.id ?? null,
    parentId: input.parentId,
  })
  const total = totalsOf(nodes)
  return {
    asOf,
    vintage: list?.vintage ?? null,
    nodes: nodes.map((row) => ({
      id: row.id,
      parentId: row.parent_id,
      level: row.level,
      code: row.code,
      vintage: row.vintage,
      name: row.name,
      shortName: row.short_name,
      inLatestList: row.in_latest_list,
    })),
    total,
    countingRule: divisionSentence(asOf, list?.vintage ?? null, total),
  }
}

function totalsOf(nodes: readonly store.NodeRow[]) {
  const listed = nodes.filter((row) => row.in_latest_list)
  const at = (level: store.NodeRow['level']) => listed.filter((row) => row.level === level).length
  return {
    towns: at('town'),
    villages: at('village'),
    communities: at('community'),
    notInLatestList: nodes.length - listed.length,
  }
}

type Totals = ReturnType<typeof totalsOf>

function divisionSentence(asOf: LocalDate, vintage: string | null, total: Totals) {
  const rest =
    total.notInLatestList === 0
      ? text('', '')
      : text(
          `;另有 ${total.notInLatestList} 个旧名录单位未登记去向,不计入`,
          `; ${total.notInLatestList} units of older lists whose fate is not recorded are not counted`,
        )
  return vintage === null
    ? text(`截至 ${asOf} 尚未导入区划名录。`, `No list of divisions was in force on ${asOf}.`)
    : text(
        `截至 ${asOf},按 ${vintage} 版统计用区划代码和已登记的区划变更:${total.towns} 个乡镇(街道),${total.villages} 个村(村委会),${total.communities} 个社区(居委会);“村”不含社区${rest.zh}。`,
        `As of ${asOf}, by the statistical codes of ${vintage} and the recorded events: ${total.towns} towns, ${total.villages} villages (villagers' committees), ${total.communities} communities (residents' committees); communities are not villages${rest.en}.`,
      )
}

export const readDivision: DivisionVerbs['readDivision'] = async (
  ctx,
  { divisionId, asOf: day },
) => {
  const asOf = day ?? ctx.today
  const rows = await store.versionsOf(ctx, divisionId)
  if (rows.length === 0) throw notFound()
  const links = await store.eventLinksOf(ctx, divisionId)
  const codes = await store.codesOf(ctx, divisionId)
  const countsOn = (row: store.VersionRow) =>
    row.valid_from <= asOf && (row.valid_to === null || row.valid_to > asOf)
  const current = rows.find(countsOn) ?? null
  const above = await pathAbove(ctx, current?.parent_id ?? rows.at(-1)?.parent_id ?? null)
  const events = await eventsOf(ctx, links)
  const others = (mine: 'from' | 'to') =>
    events
      .filter(
        (event) => event.withdrawn === null && event[mine].some((unit) => unit.id === divisionId),
      )
      .flatMap((event) => event[mine === 'from' ? 'to' : 'from'])
      .filter((unit) => unit.id !== divisionId)
  return {
    id: divisionId,
    asOf,
    current: current === null ? null : versionOf(current),
    above,
    versions: rows.map(versionOf),
    codes,
    events,
    successors: others('from'),
    predecessors: others('to'),
  }
}

/** Links gathered into their events, in the order in which they came. */
async function eventsOf<Link extends store.EventLink>(ctx: Ctx, links: readonly Link[]) {
  const names = await store.namesOf(ctx, [...new Set(links.map((link) => link.division_id))])
  const named = (id: AnyId) => ({ id, name: names.get(id) ?? '' })
  return [...Map.groupBy(links, (link) => link.id).values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const ids = (...roles: string[]) =>
      group.filter((link) => roles.includes(link.role)).map((link) => named(link.division_id))
    return [
      {
        id: first.id,
        kind: first.kind,
        date: first.on_date,
        document: first.document,
        note: first.note,
        from: ids('from', 'self'),
        to: ids('to', 'self'),
        withdrawn:
          first.withdrawn_at === null
            ? null
            : {
                reason: first.withdrawn_reason ?? '',
                document: first.withdrawn_document ?? '',
                at: first.withdrawn_at,
                by: first.withdrawn_by ?? '',
              },
      },
    ]
  })
}

/** What was recorded of the county's divisions, the newest first. */
export const listDivisionEvents: DivisionVerbs['listDivisionEvents'] = async (ctx, input) => {
  const { kind, limit, offset } = input
  const { total, links } = await store.eventRows(ctx, { kind, limit, offset })
  const told = new Map(links.map((link) => [link.id, link]))
  const events = await eventsOf(ctx, links)
  return {
    total,
    events: events.map((event) => ({
      ...event,
      recordedAt: told.get(event.id)?.recorded_at ?? '',
      recordedBy: told.get(event.id)?.recorded_by ?? '',
    })),
  }
}

const versionOf = (row: store.VersionRow) => ({
  validFrom: row.valid_from,
  validTo: row.valid_to,
  level: row.level,
  code: row.code,
  vintage: row.vintage,
  name: row.name,
  shortName: row.short_name,
  parentId: row.parent_id,
  eventId: row.event_id,
})

/** From the county down to the parent, by today's or the last known names. */
async function pathAbove(ctx: Ctx, parentId: AnyId | null) {
  const path: { id: AnyId; name: string }[] = []
  for (let id = parentId; id !== null && path.length < 4;) {
    const last = (await store.versionsOf(ctx, id)).at(-1)
    if (last === undefined) break
    path.unshift({ id, name: last.short_name })
    id = last.parent_id
  }
  return path
}

/** The lists that were imported, oldest first. */
export const listDivisionImports: DivisionVerbs['listDivisionImports'] = async (ctx) => ({
  imports: (await listImports(ctx)).map((row) => ({
    vintage: row.vintage,
    effectiveFrom: row.effective_from,
    source: row.source,
    units: row.units,
    importedAt: row.imported_at,
    importedBy: row.imported_by,
  })),
})
