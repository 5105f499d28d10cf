import { yearOf } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { formatYuan, parseYuan } from '../../../kernel/money.ts'
import { badInput, type Fault, notFound } from '../../../kernel/refusal.ts'
import { ROLES } from '../../../kernel/role.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { loadCase, startCase } from '../../approvals/index.ts'
import type { supportContract } from '../contract.ts'
import { area as areaCodec } from '../contract/words.ts'
import { OUTCOME_WORDS, type Outcome, REQUEST_WORDS } from '../model.ts'
import { fileHeads } from '../store/files.ts'
import { unitHeads, unitId as asUnit } from '../store/funds.ts'
import * as store from '../store/requests.ts'
import { keepFile, tableFile } from './files.ts'
import { sayRequest } from './ground.ts'

type Contract = typeof supportContract
type RequestVerbs = Pick<
  Verbs<Contract, Ctx>,
  'askSupport' | 'listSupportRequests' | 'exportSupportRequests'
>

export const REQUEST_PROCESS = 'support-request'

const sayArea = (value: bigint): string => areaCodec.encode(value)

/** Each kind names what the department needs to know (R31-R33). */
function faultsOf(input: Input<Contract['askSupport']>, year: number): Fault[] {
  const faults: Fault[] = []
  const needs = (field: 'amount' | 'months' | 'landUse' | 'area' | 'planYear'): void => {
    const value = input[field]
    if (value !== null && value !== '') return
    faults.push({ path: `$.${field}`, text: text('须填写', 'is needed') })
  }
  if (input.kind !== 'land') needs('amount')
  if (input.kind === 'loan') needs('months')
  if (input.kind === 'land') {
    needs('landUse')
    needs('area')
    needs('planYear')
    if (input.planYear !== null && input.planYear < year) {
      faults.push({ path: '$.planYear', text: text('不能早于今年', 'lies in the past') })
    }
  }
  return faults
}

/** What the case is opened with: the words of the request as the desks read them. */
const factsOf = (input: Input<Contract['askSupport']>, number: string) => ({
  number,
  kind: input.kind,
  title: input.title,
  reason: input.reason,
  ...(input.amount === null ? {} : { amount: formatYuan(input.amount) }),
  ...(input.months === null ? {} : { months: input.months }),
  ...(input.lender === null || input.lender === '' ? {} : { lender: input.lender }),
  ...(input.landUse === null || input.landUse === '' ? {} : { landUse: input.landUse }),
  ...(input.area === null ? {} : { area: `${sayArea(input.area)} 亩` }),
  ...(input.planYear === null ? {} : { planYear: input.planYear }),
})

async function shown(ctx: Ctx, rows: readonly store.RequestRow[]) {
  const ids = rows.map(({ id }) => id)
  const files = Map.groupBy(await fileHeads(ctx, { requestIds: ids }), (file) => file.request_id)
  return rows.map((row) => ({
    requestId: row.id,
    number: sayRequest(row),
    kind: row.kind,
    unit: { id: row.unit_id, kind: row.unit_kind, name: row.unit_name },
    town: row.town,
    title: row.title,
    reason: row.reason,
    amount: row.amount_fen,
    months: row.months,
    lender: row.lender,
    landUse: row.land_use,
    area: row.area,
    planYear: row.plan_year,
    askedOn: row.asked_on,
    by: row.recorded_by,
    caseId: row.case_id,
    waitsFor: row.outcome === null ? row.waits_for : null,
    dueOn: row.outcome === null ? row.due_on : null,
    late: isLate(ctx, row),
    outcome: row.outcome,
    granted: row.granted_fen,
    grantedArea: row.granted_area,
    answer: row.answer,
    endedOn: row.ended_on,
    files: (files.get(row.id) ?? []).map((file) => ({
      fileId: file.id,
      name: file.name,
      mediaType: file.media_type,
    })),
  }))
}

const isLate = (ctx: Ctx, row: store.RequestRow): boolean =>
  row.outcome === null && row.due_on !== null && row.due_on < ctx.today

type Filter = Omit<Input<Contract['listSupportRequests']>, 'limit' | 'offset'>

const inState = (ctx: Ctx, rows: readonly store.RequestRow[], state: Filter['state']) =>
  state === 'all'
    ? rows
    : rows.filter((row) =>
        state === 'late' ? isLate(ctx, row) : (row.outcome === null) === (state === 'open'),
      )

export const requestVerbs: RequestVerbs = {
  askSupport: async (ctx, input) => {
    const { unitId, kind, title } = input
    const head = (await unitHeads(ctx, [unitId])).get(unitId)
    if (head === undefined || (head.kind !== 'coop' && head.kind !== 'village')) throw notFound()
    const faults = faultsOf(input, yearOf(ctx.today))
    if (faults.length > 0) throw badInput(faults)
    const [requestId, number] = [ctx.newId(), await store.nextRequest(ctx)]
    const said = sayRequest({ year: yearOf(ctx.today), number })
    const found = await startCase(ctx, {
      process: REQUEST_PROCESS,
      unitId: asUnit(unitId),
      title: `${said} ${REQUEST_WORDS[kind].zh}：${title}`,
      subject: { kind: 'support_request', id: requestId },
      facts: factsOf(input, said),
    })
    await store.insertRequest(ctx, {
      id: requestId,
      number,
      unit_id: asUnit(unitId),
      kind,
      title,
      reason: input.reason,
      amount_fen: kind === 'land' ? null : input.amount,
      months: kind === 'loan' ? input.months : null,
      lender: kind === 'loan' && input.lender !== '' ? input.lender : null,
      land_use: kind === 'land' ? input.landUse : null,
      area: kind === 'land' ? input.area : null,
      plan_year: kind === 'land' ? input.planYear : null,
      case_id: found.row.id,
    })
    for (const [i, file] of input.files.entries()) {
      await keepFile(ctx, { unitId, requestId, path: `$.files[${i}].content` }, file)
    }
    ctx.record({ entity: 'support_request', id: requestId, after: { number: said, kind, title } })
    return { requestId, number: said, caseId: found.row.id }
  },

  listSupportRequests: async (ctx, { state, limit, offset, ...filter }) => {
    const all = await store.requestRows(ctx, filter)
    const open = all.filter(({ outcome }) => outcome === null)
    const rows = inState(ctx, all, state)
    return {
      total: rows.length,
      open: open.length,
      late: open.filter((row) => isLate(ctx, row)).length,
      ended: all.length - open.length,
      rows: await shown(ctx, rows.slice(offset, offset + limit)),
    }
  },

  exportSupportRequests: async (ctx, { state, format, ...filter }) => {
    const rows = inState(ctx, await store.requestRows(ctx, filter), state)
    return tableFile(ctx, { title: '扶持申请台账', ...exportTable(rows) }, format)
  },
}

const COLUMNS = [
  '编号',
  '乡镇',
  '单位',
  '类别',
  '事项',
  '理由',
  '申请金额(元)',
  '期限(月)',
  '意向银行',
  '用地用途',
  '面积(亩)',
  '计划年度',
  '申请日期',
  '现由谁办',
  '期限',
  '结果',
  '同意金额(元)',
  '同意面积(亩)',
  '答复',
  '办结日期',
] as const

function exportTable(rows: readonly store.RequestRow[]) {
  return {
    columns: COLUMNS.map((title) => ({
      title,
      kind: title.endsWith('金额(元)') ? ('money' as const) : ('text' as const),
    })),
    rows: rows.map((row) => [
      sayRequest(row),
      row.town ?? '',
      row.unit_name,
      REQUEST_WORDS[row.kind].zh,
      row.title,
      row.reason,
      row.amount_fen,
      row.months === null ? '' : String(row.months),
      row.lender ?? '',
      row.land_use ?? '',
      row.area === null ? '' : sayArea(row.area),
      row.plan_year === null ? '' : String(row.plan_year),
      row.asked_on,
      row.outcome !== null || row.waits_for === null ? '' : ROLES[row.waits_for].title.zh,
      row.due_on ?? '',
      row.outcome === null ? '办理中' : OUTCOME_WORDS[row.outcome].zh,
      row.granted_fen,
      row.granted_area === null ? '' : sayArea(row.granted_area),
      row.answer ?? '',
      row.ended_on ?? '',
    ]),
  }
}

type Payload = Readonly<Record<string, unknown>>

/** A request ends with its case: what the department answered becomes its outcome. */
export async function followCase(ctx: Ctx, payload: Payload): Promise<void> {
  const { caseId, process } = payload
  if (process !== REQUEST_PROCESS || typeof caseId !== 'string') return
  const request = await store.requestOfCase(ctx, caseId as AnyId)
  if (request === null || request.outcome !== null) return
  const { standing } = await loadCase(ctx, caseId as AnyId, false)
  if (standing.state === 'running') return
  const values = standing.steps.find(
    ({ key, status }) => key === request.kind && status === 'done',
  )?.values
  const said = (key: string): string => {
    const value = values?.[key]
    return typeof value === 'string' ? value : ''
  }
  const outcome = standing.state === 'done' ? (said('decision') as Outcome) : 'withdrawn'
  const granted = outcome === 'granted' || outcome === 'partly'
  const area = areaCodec.safeDecode(said('grantedArea'))
  await store.endRequest(ctx, request.id, {
    outcome,
    granted_fen: granted ? parseYuan(said('grantedAmount')) : null,
    granted_area: granted && area.success ? area.data : null,
    answer: said('answer') === '' ? null : said('answer'),
    ended_on: standing.endedOn ?? ctx.today,
  })
  const amount = granted && said('grantedAmount') !== '' ? said('grantedAmount') : null
  ctx.record({ entity: 'support_request', id: request.id, after: { outcome, granted: amount } })
}
