import { addMonths } from '../../../kernel/date.ts'
import type { AnyId, Id } from '../../../kernel/id.ts'
import { fen, formatYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorAccount, actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sayCaseNumber, startCase } from '../../approvals/index.ts'
import { coopFacts } from '../../registry/index.ts'
import type { riskVerbs as contract } from '../contract/risks.ts'
import {
  type Factor,
  FACTOR_WORDS,
  judgeRisk,
  LEVEL_WORDS,
  levelOfFactor,
  type Mark,
  scoreOf,
  unassessed,
} from '../rules/risk.ts'
import { contractRow } from '../store/contracts.ts'
import { paperRows } from '../store/papers.ts'
import {
  assessmentRows,
  insertAssessment,
  insertItem,
  insertOutcome,
  itemRow,
  itemRows,
  type ListedAssessment,
  updateItem,
} from '../store/risks.ts'
import { type CaseRow, casesOf } from './ground.ts'
import { spendingRules } from './matrix.ts'
import { paperOut } from './papers.ts'
import { roleOf } from './requests.ts'

/** What came of a project is looked at two years on. */
const OUTCOME_MONTHS = 24

type Factors = readonly (Mark & { readonly note: string; readonly mitigation: string })[]

function faultsOfFactors(factors: Factors): Fault[] {
  const left = unassessed(factors)
  const faults: Fault[] =
    left.length === 0
      ? []
      : [
          {
            path: '$.factors',
            text: text(
              `每个因素评估一次:${left.map((one) => FACTOR_WORDS[one].zh).join('、')}`,
              `each factor is assessed once: ${left.map((one) => FACTOR_WORDS[one].en).join(', ')}`,
            ),
          },
        ]
  return faults
}

const caseOut = (row: Pick<ListedAssessment, 'case_id'>, cases: ReadonlyMap<AnyId, CaseRow>) => {
  const found = cases.get(row.case_id)
  return {
    caseId: row.case_id,
    number: found === undefined ? '' : sayCaseNumber(found),
    state: found?.state ?? 'running',
  }
}

const assessmentOut = (row: ListedAssessment, cases: ReadonlyMap<AnyId, CaseRow>) => ({
  assessmentId: row.id,
  coopId: row.coop_id,
  coopName: row.coop_name,
  title: row.title,
  level: row.level,
  total: row.total,
  exposure: fen(row.exposure_fen),
  assessedOn: row.assessed_on,
  assessedBy: row.assessed_name,
  outcomeDue: row.outcome_due,
  outcome: row.outcome,
  replaced: row.replaced,
  case: caseOut(row, cases),
})

async function assessmentHere(
  ctx: Ctx,
  at: { readonly coopId: AnyId; readonly assessmentId: AnyId },
): Promise<ListedAssessment> {
  const [row] = await assessmentRows(ctx, { assessmentId: at.assessmentId })
  if (row === undefined || row.coop_id !== at.coopId) throw notFound()
  return row
}

export const riskVerbs: Verbs<typeof contract, Ctx> = {
  assessRisk: async (ctx, asked) => {
    const { coopId, contractId, previousId, factors } = asked
    await coopFacts(ctx, coopId)
    const faults = faultsOfFactors(factors)
    if (contractId !== null && (await contractRow(ctx, { coopId, contractId })) === null) {
      faults.push({ path: '$.contractId', text: text('本社没有这份合同', 'is no contract of it') })
    }
    const previous =
      previousId === null ? null : await assessmentHere(ctx, { coopId, assessmentId: previousId })
    if (previous !== null && asked.reason === '') {
      faults.push({
        path: '$.reason',
        text: text('重新评估须写明变化', 'say what has changed'),
      })
    }
    const { terms } = (await spendingRules(ctx)).on(ctx.today)
    factors.forEach((factor, i) => {
      if (levelOfFactor(factor, terms.risk) === 'low' || factor.mitigation !== '') return
      const why = text('中、高风险须写明防范措施', 'a medium or high risk needs its mitigation')
      faults.push({ path: `$.factors[${i}].mitigation`, text: why })
    })
    if (faults.length > 0) throw badInput(faults)
    if (previous?.replaced === true) {
      throw new Refusal(
        'not_allowed_now',
        text('该评估已有更新的评估。', 'A later assessment stands in its place already.'),
      )
    }
    const { total, level } = judgeRisk(factors, terms.risk)
    const id = ctx.newId()
    const opened = await startCase(ctx, {
      process: 'risk',
      unitId: coopId,
      title: asked.title,
      subject: { kind: 'risk', id },
      role: roleOf(ctx),
      facts: {
        title: asked.title,
        level: LEVEL_WORDS[level].zh,
        total: String(total),
        exposure: formatYuan(asked.exposure),
        conclusion: asked.conclusion,
        ...(asked.reason === '' ? {} : { reason: asked.reason }),
        factors: factors.map((factor) => ({
          factor: FACTOR_WORDS[factor.factor].zh,
          score: scoreOf(factor),
          mitigation: factor.mitigation === '' ? '—' : factor.mitigation,
        })),
      },
    })
    await insertAssessment(ctx, {
      id,
      coop_id: coopId as Id<'unit'>,
      title: asked.title,
      contract_id: contractId,
      previous_id: previousId,
      reason: asked.reason,
      factors,
      total,
      level,
      exposure_fen: asked.exposure,
      conclusion: asked.conclusion,
      assessed_on: ctx.today,
      outcome_due: addMonths(ctx.today, OUTCOME_MONTHS),
      case_id: opened.row.id,
      assessed_by: actorAccount(ctx),
      assessed_name: actorName(ctx),
    })
    ctx.record({
      entity: 'risk_assessment',
      id,
      after: { title: asked.title, total, level, exposure: formatYuan(asked.exposure) },
    })
    return { assessmentId: id, caseId: opened.row.id, total, level }
  },

  readRisk: async (ctx, at) => {
    const row = await assessmentHere(ctx, at)
    const { terms } = (await spendingRules(ctx)).on(row.assessed_on)
    return {
      ...assessmentOut(row, await casesOf(ctx, [row.id])),
      reason: row.reason,
      previousId: row.previous_id,
      contractId: row.contract_id,
      conclusion: row.conclusion,
      factors: (row.factors as Factors).map((factor) => ({
        ...factor,
        score: scoreOf(factor),
        level: levelOfFactor(factor, terms.risk),
      })),
      outcomeNote: row.outcome_note,
      loss: row.loss_fen === null ? null : fen(row.loss_fen),
      papers: (await paperRows(ctx, [row.id])).map(paperOut),
    }
  },

  recordRiskOutcome: async (ctx, { coopId, assessmentId, outcome, loss, note }) => {
    const row = await assessmentHere(ctx, { coopId, assessmentId })
    if (row.replaced) {
      throw new Refusal(
        'not_allowed_now',
        text('该评估已由新的评估代替。', 'A later assessment stands in its place.'),
      )
    }
    const made = await insertOutcome(ctx, {
      assessment_id: assessmentId,
      outcome,
      loss_fen: loss,
      note,
    })
    if (!made) {
      throw new Refusal('conflict', text('结果已经登记。', 'The outcome is recorded already.'))
    }
    ctx.record({
      entity: 'risk_assessment',
      id: assessmentId,
      after: { outcome, loss: formatYuan(loss), note },
    })
    return {}
  },

  saveRiskItem: async (ctx, asked) => {
    const { coopId, itemId, assessmentId, dueOn, ...facts } = asked
    await coopFacts(ctx, coopId)
    if (assessmentId !== null) await assessmentHere(ctx, { coopId, assessmentId })
    const now = {
      status: facts.status,
      note: facts.note,
      mitigation: facts.mitigation,
      owner: facts.owner,
      due_on: dueOn,
    }
    if (itemId === null) {
      const id = ctx.newId()
      await insertItem(ctx, {
        ...now,
        id,
        coop_id: coopId as Id<'unit'>,
        assessment_id: assessmentId,
        factor: facts.factor,
        title: facts.title,
      })
      ctx.record({ entity: 'risk_item', id, after: { ...now, title: facts.title } })
      return { itemId: id }
    }
    const before = await itemRow(ctx, coopId, itemId)
    if (before === null) throw notFound()
    await updateItem(ctx, itemId, now)
    ctx.record({
      entity: 'risk_item',
      id: itemId,
      before: {
        status: before.status,
        note: before.note,
        owner: before.owner,
        due_on: before.due_on,
      },
      after: now,
    })
    return { itemId }
  },

  listRisks: async (ctx, { limit, offset, ...filter }) => {
    const found = await itemRows(ctx, filter)
    const rows = found.map((row) => ({
      itemId: row.id,
      coopId: row.coop_id,
      coopName: row.coop_name,
      assessmentId: row.assessment_id,
      factor: row.factor as Factor,
      title: row.title,
      mitigation: row.mitigation,
      owner: row.owner,
      dueOn: row.due_on,
      status: row.status,
      note: row.note,
      overdue: (row.status === 'open' || row.status === 'watching') && row.due_on < ctx.today,
      changedBy: row.changed_by,
    }))
    return {
      total: rows.length,
      overdue: rows.filter(({ overdue }) => overdue).length,
      rows: rows.slice(offset, offset + limit),
    }
  },

  listRiskAssessments: async (ctx, { unitId, level, limit, offset }) => {
    const found = (await assessmentRows(ctx, { unitId })).filter(
      (row) => level === undefined || row.level === level,
    )
    const shown = found.slice(offset, offset + limit)
    const cases = await casesOf(
      ctx,
      shown.map(({ id }) => id),
    )
    return { total: found.length, rows: shown.map((row) => assessmentOut(row, cases)) }
  },
}
