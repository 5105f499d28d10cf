import { z } from 'zod'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { displayYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lockFor } from '../../../platform/db.ts'
import { coopFacts } from '../../registry/index.ts'
import { readRisk } from '../../spending/index.ts'
import { type formVerbs as contract, measuresSchema, termsSchema } from '../contract/forms.ts'
import { bySector, isShare, sumRole } from '../rules/forms.ts'
import * as store from '../store/forms.ts'
import {
  businessOut,
  lineOut,
  type LoadedBusiness,
  loadBusinesses,
  stakesOf,
  type Terms,
} from './businesses.ts'
import { BUSINESS_COLUMNS, TITLES } from './form-columns.ts'
import { tableFile } from './files.ts'

type FormVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  | 'listBusinesses'
  | 'exportBusinesses'
  | 'readBusiness'
  | 'saveBusiness'
  | 'endBusiness'
  | 'recordBusiness'
  | 'withdrawBusinessRecord'
>

const FUTURE = text('日期不能在今天之后', 'the date lies in the future')

/** One business of a co-op; not found where it is another's. */
export async function businessHere(
  ctx: Ctx,
  at: { readonly coopId: AnyId; readonly businessId: AnyId },
): Promise<LoadedBusiness> {
  const [loaded] = await loadBusinesses(ctx, await store.businessRows(ctx, at))
  if (loaded === undefined) throw notFound()
  return loaded
}

export function refuseEnded({ row }: LoadedBusiness): void {
  if (row.ended_on === null) return
  throw new Refusal('not_allowed_now', text('该项已终止。', 'It has ended.'))
}

/** The resolved amounts of a co-op's running stakes, leaving one business out. */
async function plannedStakes(ctx: Ctx, coopId: AnyId, but: AnyId | null): Promise<bigint[]> {
  const rows = await store.businessRows(ctx, { coopId, form: 'stake', ended: false })
  return rows
    .filter(({ id }) => id !== but)
    .flatMap(({ terms }) => {
      const own = termsSchema.parse(terms)
      return own.form === 'stake' ? [own.planned] : []
    })
}

interface Stake {
  readonly coopId: AnyId
  readonly businessId: AnyId | null
  readonly assessmentId: AnyId | null
  readonly terms: Extract<Terms, { form: 'stake' }>
}

/** A stake needs an assessment of its risks that was decided on, and room under the county's cap (seed R73). */
async function requireStake(ctx: Ctx, stake: Stake): Promise<void> {
  const { coopId, assessmentId, terms } = stake
  const faults: Fault[] = []
  if (!isShare(terms.share)) {
    faults.push({
      path: '$.terms.share',
      text: text('持股比例须大于0、不超过100%', 'must be above nothing and at most the whole'),
    })
  }
  if (assessmentId === null) {
    faults.push({
      path: '$.assessmentId',
      text: text('入股前须有风险评估', 'a stake needs its assessment of risks first'),
    })
  }
  if (faults.length > 0) throw badInput(faults)
  const risk = await readRisk(ctx, { coopId, assessmentId: assessmentId ?? '' })
  if (risk.case.state !== 'done') {
    throw new Refusal(
      'not_allowed_now',
      text('风险评估尚未办结,不能入股。', 'The assessment of its risks has not been decided yet.'),
    )
  }
  const others = await plannedStakes(ctx, coopId, stake.businessId)
  const { used, limit } = await stakesOf(ctx, coopId, [...others, terms.planned])
  if (used <= limit) return
  throw new Refusal(
    'rule_blocked',
    text(
      `入股合计 ${displayYuan(used)} 元,超过上限 ${displayYuan(limit)} 元(占实缴出资的比例由县里设定)。`,
      `All stakes come to ${displayYuan(used)} yuan, above the cap of ${displayYuan(limit)} (the county’s share of what was paid in).`,
    ),
  )
}

/** Phases end after they begin. */
const phaseFaults = (terms: Terms): Fault[] =>
  terms.form !== 'complex'
    ? []
    : terms.phases.flatMap((phase, i) =>
        phase.to < phase.from
          ? [
              {
                path: `$.terms.phases[${i}].to`,
                text: text('结束不能早于开始', 'ends before it begins'),
              },
            ]
          : [],
      )

export const formVerbs: FormVerbs = {
  listBusinesses: async (ctx, { limit, offset, ...filter }) => {
    const rows = await store.businessRows(ctx, filter)
    const loaded = await loadBusinesses(ctx, rows.slice(offset, offset + limit))
    const byForm: Record<string, number> = {}
    for (const { form } of rows) byForm[form] = (byForm[form] ?? 0) + 1
    return { total: rows.length, byForm, rows: loaded.map(businessOut) }
  },

  exportBusinesses: async (ctx, { format, language, ...filter }) => {
    const rows = await loadBusinesses(ctx, await store.businessRows(ctx, filter))
    ctx.record({ entity: 'export', id: 'businesses', after: { rows: rows.length } })
    const list = {
      title: TITLES.businesses,
      columns: BUSINESS_COLUMNS,
      rows: rows.map(businessOut),
    }
    return await tableFile(ctx, list, { format, language })
  },

  readBusiness: async (ctx, at) => {
    const loaded = await businessHere(ctx, at)
    const { terms, lines } = loaded
    const versions = await store.versionsOf(ctx, at.businessId)
    const planned = await plannedStakes(ctx, at.coopId, null)
    return {
      ...businessOut(loaded),
      endReason: loaded.row.end_reason,
      assessmentId: loaded.row.assessment_id,
      versions: versions.map((row) => ({
        version: row.version,
        name: row.name,
        reason: row.reason,
        by: row.recorded_by,
      })),
      records: loaded.records.map((row) => ({
        recordId: row.id,
        from: row.from_date,
        to: row.to_date,
        measures: measuresSchema.parse(row.measures),
        note: row.note,
        by: row.recorded_by,
        withdrawn: row.withdraw_reason,
      })),
      lines: lines.map(lineOut),
      bySector: bySector(lines),
      phases:
        terms.form !== 'complex'
          ? []
          : terms.phases.map((phase, i) => ({
              phase: i + 1,
              ...phase,
              invested: sumRole(
                lines.filter((line) => line.phase === i + 1),
                'investment',
              ),
            })),
      cap: terms.form === 'stake' ? await stakesOf(ctx, at.coopId, planned) : null,
    }
  },

  saveBusiness: async (ctx, { coopId, businessId, name, startedOn, terms, ...more }) => {
    await lockFor(ctx.tx, `businesses:${coopId}`)
    await coopFacts(ctx, coopId)
    const before = businessId === null ? null : await businessHere(ctx, { coopId, businessId })
    if (before !== null) refuseEnded(before)
    const faults = phaseFaults(terms)
    if (startedOn > ctx.today) faults.push({ path: '$.startedOn', text: FUTURE })
    if (before !== null && before.row.form !== terms.form) {
      faults.push({ path: '$.terms.form', text: text('形态不能改', 'the form cannot change') })
    }
    if (before !== null && more.reason === '') {
      faults.push({ path: '$.reason', text: text('须写明变化原因', 'say why it changes') })
    }
    if (faults.length > 0) throw badInput(faults)
    const assessmentId = before === null ? more.assessmentId : before.row.assessment_id
    if (terms.form === 'stake') {
      await requireStake(ctx, { coopId, businessId, assessmentId, terms })
    }
    const id = businessId ?? ctx.newId()
    const version = (before?.row.version ?? 0) + 1
    if (before === null) {
      await store.insertBusiness(ctx, {
        id,
        coop_id: coopId as Id<'unit'>,
        form: terms.form,
        started_on: startedOn,
        assessment_id: assessmentId,
      })
    }
    const body: unknown = z.encode(termsSchema, terms)
    await store.insertVersion(ctx, {
      business_id: id,
      version,
      name,
      terms: body,
      reason: more.reason,
    })
    ctx.record({
      entity: 'coop_business',
      id,
      before: before === null ? null : { name: before.row.name, terms: before.row.terms },
      after: { coopId, name, startedOn, terms: body, reason: more.reason },
    })
    const said =
      terms.form === 'processing' && terms.licence === ''
        ? text(
            '未登记生产许可,投产前应办理',
            'no licence is put down: it is needed before production',
          )
        : null
    return { businessId: id, version, said }
  },

  endBusiness: async (ctx, { coopId, businessId, on, reason }) => {
    const loaded = await businessHere(ctx, { coopId, businessId })
    refuseEnded(loaded)
    if (on > ctx.today || on < loaded.row.started_on) {
      throw badInput([
        {
          path: '$.on',
          text: text('须在开始之后、今天之前', 'must lie after its start and not in the future'),
        },
      ])
    }
    await store.endBusinessRow(ctx, { id: businessId, on, reason })
    ctx.record({ entity: 'coop_business', id: businessId, after: { endedOn: on, reason } })
    return {}
  },

  recordBusiness: async (ctx, { coopId, businessId, from, to, measures, note }) => {
    await lockFor(ctx.tx, `businesses:${coopId}`)
    const loaded = await businessHere(ctx, { coopId, businessId })
    refuseEnded(loaded)
    const faults: Fault[] = []
    if (measures.form !== loaded.row.form) {
      faults.push({ path: '$.measures.form', text: text('与形态不符', 'is of another form') })
    }
    if (to > ctx.today) faults.push({ path: '$.to', text: FUTURE })
    if (to < from || from < loaded.row.started_on) {
      faults.push({
        path: '$.from',
        text: text('起止须在该项开始之后', 'must lie after its start, and begin before it ends'),
      })
    }
    if (faults.length > 0) throw badInput(faults)
    const twice = loaded.records.find(
      (row) => row.withdrawn_on === null && row.from_date <= to && row.to_date >= from,
    )
    if (twice !== undefined && measures.form !== 'complex' && measures.form !== 'stake') {
      throw new Refusal(
        'conflict',
        text(
          `${twice.from_date} 至 ${twice.to_date} 已登记,时间不能重叠。`,
          `${twice.from_date} to ${twice.to_date} is recorded already: days must not overlap.`,
        ),
      )
    }
    const id = ctx.newId()
    const body: unknown = z.encode(measuresSchema, measures)
    await store.insertRecord(ctx, {
      id,
      business_id: businessId,
      coop_id: coopId as Id<'unit'>,
      from_date: from,
      to_date: to,
      measures: body,
      note,
    })
    ctx.record({ entity: 'coop_business', id: businessId, after: { from, to, measures: body } })
    return { recordId: id }
  },

  withdrawBusinessRecord: async (ctx, { coopId, recordId, reason }) => {
    if (!(await store.withdrawRecordRow(ctx, { coopId, recordId, reason }))) {
      throw new Refusal(
        'not_allowed_now',
        text('没有这条有效的登记。', 'There is no record of that id that stands.'),
      )
    }
    ctx.record({ entity: 'coop_business_record', id: recordId, after: { withdrawn: reason } })
    return {}
  },
}
