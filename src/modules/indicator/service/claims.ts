import type { AnyId } from '../../../kernel/id.ts'
import { fraction, multiplyFractions, parseFraction } from '../../../kernel/fraction.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { actorName } from '../../../platform/actor.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { sha256 } from '../../../platform/secrets.ts'
import type { indicatorContract } from '../contract.ts'
import { FACT_BY_ID } from '../data/facts.ts'
import type { Form, IndicatorSpec, Measure } from '../model.ts'
import { inUnits } from '../rules/expression.ts'
import {
  claimContent,
  type ClaimFile,
  type ClaimRow,
  claimsBelow,
  insertClaim,
  insertWithdrawal,
} from '../store/claims.ts'
import { definitionsOn, periodNamed } from './tables.ts'

type ClaimVerbs = Pick<
  Verbs<typeof indicatorContract, Ctx>,
  'recordClaim' | 'withdrawClaim' | 'listClaims' | 'claimFile'
>

/** A ratio is made of figures; somebody types those in, not the ratio. */
const MEASURES: Readonly<Record<Form, Measure | null>> = {
  count: 'count',
  yuan: 'fen',
  mu: 'mu',
  days: 'days',
  share: null,
  rate: null,
}

interface About {
  readonly title: Text
  readonly measure: Measure
}

/** What a figure can be typed in about: a fact that nothing else proves, or an indicator of whole amounts. */
function aboutOf(name: string, indicators: readonly IndicatorSpec[]): About | null {
  const fact = FACT_BY_ID.get(name)
  if (fact !== undefined && fact.family === 'claim') return fact
  const spec = indicators.find(({ id }) => id === name)
  const measure = spec === undefined ? null : MEASURES[spec.form]
  return spec === undefined || measure === null ? null : { title: spec.title, measure }
}

const UNKNOWN: About = {
  title: text('已停用的指标', 'an indicator no longer in use'),
  measure: 'count',
}

export const claimVerbs: ClaimVerbs = {
  recordClaim: async (ctx, input) => {
    const period = periodNamed(input.period)
    const { indicators } = await definitionsOn(ctx, ctx.today)
    const about = aboutOf(input.about, indicators)
    if (about === null) {
      const why = text(
        '只能填报计数、金额、面积、天数,比率由系统计算',
        'only counts, amounts, areas and days are typed in; ratios are computed',
      )
      throw badInput([{ path: '$.about', text: why }])
    }
    const id = ctx.newId()
    const claim = {
      id,
      unitId: input.unitId,
      about: input.about,
      period: period.name,
      amount: amountOf(input.amount, about.measure),
      evidence: input.evidence,
      note: input.note,
      recordedBy: actorName(ctx),
      file: fileOf(input),
    }
    await insertClaim(ctx, claim)
    const { file, amount, ...told } = claim
    ctx.record({
      entity: 'figure_claim',
      id,
      after: { ...told, amount: amount.toString(), file: file?.sha256 ?? null },
    })
    return { claim: await oneClaim(ctx, input.unitId, id) }
  },

  withdrawClaim: async (ctx, { unitId, claimId, reason }) => {
    const before = await oneClaim(ctx, unitId, claimId)
    if (before.withdrawn !== null) {
      throw new Refusal('conflict', text('这条填报已经撤回。', 'It was taken back already.'))
    }
    await insertWithdrawal(ctx, { claimId, reason, by: actorName(ctx) })
    ctx.record({ entity: 'figure_claim', id: claimId, after: { withdrawn: reason } })
    return { claim: await oneClaim(ctx, unitId, claimId) }
  },

  listClaims: async (ctx, { unitId, about, period, limit, offset }) => {
    const { total, rows } = await claimsBelow(ctx, { unitId, about, period, limit, offset })
    const { indicators } = await definitionsOn(ctx, ctx.today)
    return { total, claims: rows.map((row) => claimOut(row, indicators)) }
  },

  claimFile: async (ctx, { unitId, claimId }) => {
    const file = await claimContent(ctx, unitId, claimId)
    if (file === null) throw notFound()
    return { ...file, content: file.content.toString('base64') }
  },
}

/** In fen, millionths of a mu, heads or days; refuses parts of what is counted whole. */
function amountOf(written: string, measure: Measure): bigint {
  const scale = measure === 'fen' ? 100n : measure === 'mu' ? 1_000_000n : 1n
  const value = multiplyFractions(parseFraction(written) ?? fraction(0), fraction(scale))
  if (value.den === 1n) return value.num
  const why =
    measure === 'fen'
      ? text('金额最多两位小数', 'an amount has at most two decimals')
      : text('应为整数', 'is a whole number')
  throw badInput([{ path: '$.amount', text: why }])
}

/** The file that came along, if it is one the product keeps. */
function fileOf(input: {
  readonly fileName?: string | undefined
  readonly content?: string | undefined
}): ClaimFile | null {
  if (input.content === undefined || input.content === '') return null
  const bytes = Buffer.from(input.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('文件超过 10 MB。', 'The file is larger than 10 MB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) {
    const why = text('只收照片、PDF、OFD', 'only photographs, PDF and OFD are kept')
    throw badInput([{ path: '$.content', text: why }])
  }
  return { name: input.fileName ?? '附件', mediaType, sha256: sha256(bytes), bytes }
}

async function oneClaim(ctx: Ctx, unitId: AnyId, claimId: AnyId) {
  const { rows } = await claimsBelow(ctx, { unitId, claimId, limit: 1, offset: 0 })
  const [row] = rows
  if (row === undefined) throw notFound()
  const { indicators } = await definitionsOn(ctx, ctx.today)
  return claimOut(row, indicators)
}

function claimOut(row: ClaimRow, indicators: readonly IndicatorSpec[]) {
  const { title, measure } = aboutOf(row.about, indicators) ?? UNKNOWN
  const { withdrawnWhy, withdrawnAt, withdrawnBy } = row
  return {
    id: row.id,
    unit: { id: row.unitId, kind: row.unitKind, name: row.unitName },
    about: row.about,
    title,
    period: row.period,
    amount: inUnits(row.amount, measure),
    measure,
    evidence: row.evidence,
    note: row.note,
    fileName: row.fileName,
    recordedAt: row.recordedAt,
    recordedBy: row.recordedBy,
    withdrawn:
      withdrawnWhy === null || withdrawnAt === null || withdrawnBy === null
        ? null
        : { reason: withdrawnWhy, at: withdrawnAt, by: withdrawnBy },
  }
}
