import { addDays } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { definitionsOn } from '../../indicator/index.ts'
import type { assessmentContract } from '../contract.ts'
import type { Kind, MeasureRules, Scheme } from '../model.ts'
import { type Known, levelOf, measureFaults, schemeFaults } from '../rules/scheme.ts'
import { pointsText, ruleText } from '../rules/words.ts'
import * as store from '../store/schemes.ts'
import { runRows, unitOf } from '../store/runs.ts'
import { notNow, periodFor, rulesFor, schemeFor } from './ground.ts'
import { sayFigure } from './view.ts'

type SchemeVerbs = Pick<
  Verbs<typeof assessmentContract, Ctx>,
  | 'readScheme'
  | 'saveScheme'
  | 'readMeasureRules'
  | 'saveMeasureRules'
  | 'recordAssessmentFact'
  | 'withdrawAssessmentFact'
  | 'listAssessmentFacts'
>

/** The indicators that a kind may use. */
async function indicatorsFor(ctx: Ctx, kind: Kind) {
  const { indicators } = await definitionsOn(ctx, ctx.today)
  return indicators.filter(({ levels }) => levels.includes(levelOf(kind)))
}

/** The last scored day of a kind; a new version begins after it, so that nothing scored changes. */
async function scoredUntil(ctx: Ctx, kind: Kind) {
  const [last] = await runRows(ctx, kind)
  return last?.ends_on ?? null
}

const listed = (scheme: Scheme) => ({
  ...scheme,
  items: scheme.items.map((item) => ({
    ...item,
    indicators: [...item.indicators],
    rule:
      item.rule.kind === 'bands'
        ? { ...item.rule, bands: item.rule.bands.map((band) => ({ ...band })) }
        : { ...item.rule },
  })),
  adjustments: scheme.adjustments.map((one) => ({ ...one })),
  bands: scheme.bands.map((band) => ({ ...band })),
})

const TOO_EARLY = text(
  '该日之前的期间已经评分,须从之后的日期起执行',
  'periods of that day are scored already: begin later',
)

export const schemeVerbs: SchemeVerbs = {
  readScheme: async (ctx, { kind, on }) => {
    const { scheme, origin } = await schemeFor(ctx, kind, on ?? ctx.today)
    const indicators = await indicatorsFor(ctx, kind)
    const known = new Map(indicators.map((spec) => [spec.id, spec]))
    const until = await scoredUntil(ctx, kind)
    return {
      kind,
      origin,
      scheme: listed(scheme),
      indicators: indicators.map(({ id, title, direction, form, unit }) => ({
        id,
        title,
        direction,
        form,
        unit,
      })),
      said: scheme.items.map((item) => {
        const spec = known.get(item.indicators[0] ?? '')
        return { item: item.id, text: ruleText(item, (value) => sayFigure(value, spec)) }
      }),
      versions: (await store.schemeRows(ctx, kind)).map((row) => ({
        version: row.version,
        validFrom: row.valid_from,
        source: row.source,
        by: row.recorded_by,
      })),
      freeFrom: until === null ? null : addDays(until, 1),
    }
  },

  saveScheme: async (ctx, { kind, scheme, validFrom, source }) => {
    const known = new Map<string, Known>(
      (await indicatorsFor(ctx, kind)).map((spec) => [spec.id, spec]),
    )
    const until = await scoredUntil(ctx, kind)
    const faults = [
      ...schemeFaults(scheme, kind, known),
      ...(until !== null && validFrom <= until ? [{ path: '$.validFrom', text: TOO_EARLY }] : []),
    ]
    if (faults.length > 0) throw badInput(faults)
    const before = await schemeFor(ctx, kind, validFrom)
    const version = ((await store.schemeRows(ctx, kind))[0]?.version ?? 0) + 1
    await store.insertScheme(ctx, { kind, version, valid_from: validFrom, body: scheme, source })
    ctx.record({
      entity: 'assessment_scheme',
      id: `${kind} ${version}`,
      before: before.scheme,
      after: { validFrom, source, scheme },
    })
    return { version }
  },

  readMeasureRules: async (ctx) => {
    const { rules, origin } = await rulesFor(ctx, ctx.today)
    const { scheme } = await schemeFor(ctx, 'secretary_year', ctx.today)
    return {
      origin,
      rules: {
        persons: rules.persons.map((one) => ({ ...one })),
        towns: rules.towns.map((one) => ({ ...one })),
      },
      bands: scheme.bands.map(({ id, title }) => ({ id, title })),
    }
  },

  saveMeasureRules: async (ctx, { rules, validFrom, source }) => {
    const { scheme } = await schemeFor(ctx, 'secretary_year', validFrom)
    const faults = measureFaults(
      rules satisfies MeasureRules,
      new Set(scheme.bands.map((one) => one.id)),
    )
    if (faults.length > 0) throw badInput(faults)
    const before = await rulesFor(ctx, validFrom)
    const version = ((await store.rulesRows(ctx))[0]?.version ?? 0) + 1
    await store.insertRules(ctx, { version, valid_from: validFrom, body: rules, source })
    ctx.record({
      entity: 'assessment_rules',
      id: String(version),
      before: before.rules,
      after: { validFrom, source, rules },
    })
    return { version }
  },

  recordAssessmentFact: async (ctx, { unitId, period, item, points, on, what, evidence }) => {
    await openPeriod(ctx, unitId, period)
    const kinds = await kindsOf(ctx, unitId, period)
    const known = (await adjustmentsOf(ctx, kinds)).find(({ id }) => id === item)
    if (known === undefined) {
      throw badInput([{ path: '$.item', text: text('考核办法中没有这一项', 'not in the scheme') }])
    }
    if (points > known.most) {
      const most = pointsText(known.most)
      const said = text(`单次最多 ${most} 分`, `at most ${most} points at once`)
      throw badInput([{ path: '$.points', text: said }])
    }
    if (on > ctx.today) {
      throw badInput([{ path: '$.on', text: text('不能晚于今天', 'lies in the future') }])
    }
    const factId = ctx.newId()
    await store.insertFact(ctx, {
      id: factId,
      unit_id: unitId as Id<'unit'>,
      period,
      item,
      points,
      on_date: on,
      what,
      evidence,
    })
    ctx.record({
      entity: 'assessment_fact',
      id: factId,
      after: { unitId, period, item, points, on, what, evidence },
    })
    return { factId }
  },

  withdrawAssessmentFact: async (ctx, { unitId, factId, reason }) => {
    const rows = await store.factRows(ctx, { unitId, period: undefined })
    const row = rows.find((one) => one.id === factId && one.unit_id === unitId)
    if (row === undefined) throw notFound()
    await openPeriod(ctx, unitId, row.period)
    if (!(await store.withdrawFact(ctx, { id: factId, unitId, why: reason }))) {
      throw notNow('已经撤销。', 'It was taken back already.')
    }
    ctx.record({ entity: 'assessment_fact', id: factId, after: { withdrawn: reason } })
    return {}
  },

  listAssessmentFacts: async (ctx, { unitId, period }) => {
    const rows = await store.factRows(ctx, { unitId, period })
    const kinds: readonly Kind[] = ['town', 'secretary_month', 'secretary_year']
    const known = await adjustmentsOf(ctx, kinds)
    const titles = new Map(known.map((one) => [one.id, one]))
    return {
      rows: rows.map((row) => ({
        factId: row.id,
        unit: { id: row.unit_id, name: row.unit_name },
        ofTown: row.unit_kind === 'town',
        period: row.period,
        item: row.item,
        title: titles.get(row.item)?.title ?? row.item,
        kind: titles.get(row.item)?.kind ?? null,
        pointsText: pointsText(row.points),
        on: row.on_date,
        what: row.what,
        evidence: row.evidence,
        by: row.recorded_by,
        withdrawnWhy: row.withdrawn_why,
      })),
      adjustments: known.map(({ of, id, title, kind, most }) => ({ of, id, title, kind, most })),
    }
  },
}

/** The kinds of assessment in which facts of a unit and period count. */
async function kindsOf(ctx: Ctx, unitId: AnyId, period: string): Promise<readonly Kind[]> {
  const unit = await unitOf(ctx, unitId)
  if (unit?.kind === 'town') {
    periodFor('town', period)
    return ['town']
  }
  if (unit?.kind !== 'village') {
    const said = text('只登记到乡镇(街道)或村', 'of towns and villages only')
    throw badInput([{ path: '$.unitId', text: said }])
  }
  const kind = period.length === 4 ? 'secretary_year' : 'secretary_month'
  periodFor(kind, period)
  return [kind]
}

async function adjustmentsOf(ctx: Ctx, kinds: readonly Kind[]) {
  const found = []
  for (const of of kinds) {
    const { scheme } = await schemeFor(ctx, of, ctx.today)
    found.push(...scheme.adjustments.map((one) => ({ ...one, of })))
  }
  return found
}

/** Facts of a final period stand; a town's own are recorded by the county alone. */
async function openPeriod(ctx: Ctx, unitId: AnyId, period: string): Promise<void> {
  const unit = await unitOf(ctx, unitId)
  const ofTown = unit?.kind === 'town'
  if (ofTown && !ctx.may('assessment.run')) {
    throw new Refusal(
      'forbidden',
      text('乡镇(街道)的加减分由县里登记。', 'Facts about a town are recorded by the county.'),
    )
  }
  const done = (await runRows(ctx)).some(
    (run) => run.period === period && run.state === 'final' && (run.kind === 'town') === ofTown,
  )
  if (done) throw notNow('该期考核已经审定。', 'The assessment of that period is final.')
}
