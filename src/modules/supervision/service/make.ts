import { must } from '../../../kernel/assert.ts'
import { addDays, addMonths } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import {
  parsePeriod,
  periodBefore,
  periodTitle,
  tableOf,
  yearBefore,
} from '../../indicator/index.ts'
import { analysisBody } from '../rules/analysis.ts'
import { bulletinBody, type NamedProblem } from '../rules/bulletin.ts'
import { dispatchBody } from '../rules/dispatch.ts'
import type { ReportBody } from '../rules/report.ts'
import { listingRows } from '../store/listings.ts'
import { allProblems } from '../store/problems.ts'
import * as store from '../store/reports.ts'
import { sourcePage } from '../store/sources.ts'
import { editionFor, errands, figuresFor, frozenId, namedProblem, valuesIn } from './gather.ts'
import { sayProblem } from './view.ts'

/* Draws up the three reports: facts are gathered, the pure rules write the body. */

type Kind = ReportBody['kind']
type Period = NonNullable<ReturnType<typeof parsePeriod>>

const KIND_OF: Readonly<Record<Kind, Period['kind']>> = {
  dispatch: 'week',
  bulletin: 'month',
  analysis: 'quarter',
}

/** The period of a report, refused where it is none of its kind or has not begun. */
export function periodFor(ctx: Ctx, kind: Kind, written: string): Period {
  const period = parsePeriod(written)
  if (period === null || period.kind !== KIND_OF[kind]) {
    const said = text('期间与种类不符', 'is no period of this kind')
    throw badInput([{ path: '$.period', text: said }])
  }
  if (period.from > ctx.today) {
    throw badInput([{ path: '$.period', text: text('期间还没有开始', 'has not begun') }])
  }
  return period
}

interface Ground {
  readonly period: Period
  readonly county: { readonly id: AnyId; readonly name: string }
  readonly edition: { readonly id: AnyId; readonly hash: string }
}

/** Draws up a report of a period from its frozen figures and the rows of supervision as they stand. */
export async function draw(ctx: Ctx, kind: Kind, period: Period): Promise<ReportBody> {
  const ground = {
    period,
    county: await store.countyUnit(ctx),
    edition: await editionFor(ctx, period.name),
  }
  if (kind === 'bulletin') return drawBulletin(ctx, ground)
  return kind === 'dispatch' ? drawDispatch(ctx, ground) : drawAnalysis(ctx, ground)
}

async function drawBulletin(ctx: Ctx, { period, county, edition }: Ground): Promise<ReportBody> {
  const before = periodBefore(period).name
  const figures = await figuresFor(ctx, edition, {
    beforeId: await frozenId(ctx, before),
    countyId: county.id,
  })
  const found = (await allProblems(ctx, period.to)).filter(({ stage }) => stage !== 'withdrawn')
  const named = found.map((row) => namedProblem(row, figures.asOf))
  const last = await store.lastReport(ctx, { kind: 'bulletin', before: period.name, issued: true })
  const until = addMonths(addDays(period.to, 1), 1)
  const tasks = (await errands(ctx)).filter(
    (one) => !one.up && one.state !== 'withdrawn' && one.dueOn > period.to && one.dueOn <= until,
  )
  const once = [...new Map(tasks.map((one) => [`${one.what}${one.dueOn}`, one])).values()]
  return bulletinBody({
    county: county.name,
    monthTitle: `${periodTitle(period).zh}份`,
    figures,
    problems: named,
    lastNamed: last === null ? [] : await namedBy(ctx, last.id, named),
    lastTitle: last?.period ?? null,
    tasks: once.slice(0, 12),
  })
}

/** The problems that an earlier bulletin named, as they stand now. */
async function namedBy(
  ctx: Ctx,
  reportId: AnyId,
  now: readonly NamedProblem[],
): Promise<NamedProblem[]> {
  const version = await store.lastVersion(ctx, reportId)
  const body = must(version, 'the text of a bulletin').body as ReportBody
  const tables = body.blocks.flatMap((block) =>
    block.kind === 'table' && block.caption === '点名通报的问题' ? block.rows : [],
  )
  const numbers = new Set(tables.map(([first]) => first))
  return now.filter(({ number }) => numbers.has(number))
}

/** What changes within a week. */
const WEEKLY = ['new-coops', 'new-members', 'new-households', 'new-contributions', 'overdue-tasks']

async function drawDispatch(ctx: Ctx, { period, county, edition }: Ground): Promise<ReportBody> {
  const { table } = await tableOf(ctx, { editionId: edition.id }, { wanted: { kind: 'town' } })
  const problems = await allProblems(ctx, period.to)
  const all = await errands(ctx)
  const last = await store.lastReport(ctx, { kind: 'dispatch', before: period.name, issued: false })
  return dispatchBody({
    county: county.name,
    weekTitle: periodTitle(period).zh,
    period: period.name,
    asOf: table.asOf,
    weekEnd: period.to,
    editionId: edition.id,
    hash: edition.hash,
    lastTitle: last?.period ?? null,
    lastTasks: all.filter((one) => last !== null && one.sourceId === last.id),
    towns: table.units.map((unit) => ({
      unitId: unit.unitId,
      name: unit.name,
      values: valuesIn(table, unit.unitId, WEEKLY),
      errands: all.filter(({ townId }) => townId === unit.unitId),
      problems: problems
        .filter(({ town_id: townId }) => townId === unit.unitId)
        .map((row) => ({ ...namedProblem(row, table.asOf), severe: row.severity === 'block' })),
    })),
  })
}

/** Safety, quality of income, distribution, classes. */
const QUARTERLY = [
  'receivables',
  'receivables-old',
  'subsidy-share',
  'own-growth',
  'concentrated',
  'findings-block',
  'closed-on-time',
  'bare-vouchers',
  'paid-share',
  'class-model',
  'class-improve',
  'class-transform',
  'class-rebuild',
]

async function drawAnalysis(ctx: Ctx, { period, county, edition }: Ground): Promise<ReportBody> {
  const yearAgoId = await frozenId(ctx, yearBefore(period).name)
  const figures = await figuresFor(ctx, edition, {
    beforeId: yearAgoId,
    countyId: county.id,
    ids: QUARTERLY,
  })
  const rows = (await allProblems(ctx, period.to)).filter(({ stage }) => stage !== 'withdrawn')
  const proposals = (await listingRows(ctx, {})).filter(({ state }) => state === 'proposed')
  return analysisBody({
    county: county.name,
    title: periodTitle(period).zh,
    period: period.name,
    from: period.from,
    asOf: figures.asOf,
    editionId: edition.id,
    hash: edition.hash,
    countyId: county.id,
    yearAgoId,
    figures: figures.county.map((one) => ({ ...one, yearAgo: one.before })),
    problems: rows.map((row) => ({
      ...namedProblem(row, figures.asOf),
      townId: row.town_id,
      foundOn: row.found_on,
      closedOn: row.closed_on,
      reopened: row.reopened,
      severe: row.severity === 'block',
    })),
    risky: await riskyCoops(ctx),
    proposals: proposals.map((one) => ({
      id: one.id,
      number: sayProblem({ year: one.problem_year, number: one.problem_number }),
      problem: one.problem_title,
      reason: one.reason,
    })),
  })
}

const TOP = 10

/** The co-ops with the most facts that wait for a decision, severe ones first. */
async function riskyCoops(ctx: Ctx) {
  const none = { unitId: undefined, channel: undefined, severity: undefined }
  const { rows } = await sourcePage(ctx, { ...none, state: 'open', limit: 100_000, offset: 0 })
  const coops = [...Map.groupBy(rows, ({ unit_id: id }) => id).values()].map((facts) => {
    const [first] = facts
    const severe = facts.filter(({ severity }) => severity === 'block')
    return {
      name: first?.unit_name ?? '',
      town: first?.town_name ?? '',
      facts: facts.map(({ id }) => id),
      severe: severe.map(({ id }) => id),
    }
  })
  return coops
    .toSorted((a, b) => b.severe.length - a.severe.length || b.facts.length - a.facts.length)
    .slice(0, TOP)
}
