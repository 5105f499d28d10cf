import { createHash } from 'node:crypto'
import { chinaDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import { z } from 'zod'
import type { Ctx } from '../../../platform/ctx.ts'
import { writeDocx } from '../../../platform/document/write-docx.ts'
import { writePdf } from '../../../platform/document/write-pdf.ts'
import { coopFacts } from '../../registry/index.ts'
import { registerOf } from '../../shares/index.ts'
import type { charterVerbs as contract } from '../contract/charter.ts'
import {
  type Charter,
  charterFindings,
  charterSchema,
  ITEMS,
  MODEL_CHARTER,
  type OwnClause,
  ownClauseSchema,
} from '../rules/charter.ts'
import { charterDiff, charterPaper, clausesOf } from '../rules/charter-text.ts'
import { charterTerms } from '../rules/charter-terms.ts'
import { setPaper } from '../rules/papers.ts'
import type { CharterRow } from '../store.ts'
import { adoptedCharters, charterVersions, insertCharter, setCharter } from '../store/charters.ts'
import { resolutionNumber, resolutionsByIds } from '../store/resolutions.ts'
import { refuse, refuseBlocked } from './loaded.ts'

type CharterVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'readCharter' | 'tryCharter' | 'draftCharter' | 'adoptCharter' | 'printCharter'
>

const versionOf = (row: CharterRow) => ({
  charterId: row.id,
  version: row.version,
  state: row.state,
  origin: row.origin,
  note: row.note,
  hash: row.hash,
  draftedAt: row.drafted_at,
  draftedBy: row.drafted_by,
  adoptedOn: row.adopted_on,
  resolutionId: row.resolution_id,
  document: row.document,
})

interface Written {
  readonly parameters: Charter
  readonly own: readonly OwnClause[]
}

/** A version as it was written; what today's shape no longer reads falls back to the model's blanks. */
function writtenIn(row: CharterRow): Written {
  const parameters = charterSchema.safeParse(row.parameters)
  const own = z.array(ownClauseSchema).safeParse(row.own_clauses)
  return {
    parameters: parameters.success ? parameters.data : MODEL_CHARTER,
    own: own.success ? own.data : [],
  }
}

async function membersOf(ctx: Ctx, coopId: AnyId): Promise<number | null> {
  return (await registerOf(ctx, coopId))?.totals.members ?? null
}

function answerOf({ parameters, own }: Written, before: Charter | null, members: number | null) {
  return {
    parameters,
    ownClauses: [...own],
    clauses: clausesOf(parameters, own),
    items: ITEMS.map(([zh, en]) => ({ zh, en })),
    findings: charterFindings(parameters, members),
    differences: charterDiff(parameters, before),
  }
}

/** What the charters in force say to the rules of shares and distribution, by co-op. */
export async function charterTermsAnswer(ctx: Ctx, coopIds: readonly AnyId[]) {
  const rows = await adoptedCharters(ctx, coopIds)
  const told = rows.flatMap((row) => {
    if (row.adopted_on === null) return []
    const { parameters, own } = writtenIn(row)
    return [{ coopId: row.coop_id, terms: charterTerms(parameters, own, row.adopted_on) }]
  })
  return new Map(
    Array.from(
      Map.groupBy(told, ({ coopId }) => coopId),
      ([coopId, ofCoop]) => [coopId, ofCoop.map(({ terms }) => terms)],
    ),
  )
}

const hashOf = (written: Written): string =>
  createHash('sha256').update(JSON.stringify(written)).digest('hex')

/** The blanks with what the registry knows of the co-op. */
async function blank(ctx: Ctx, coopId: AnyId): Promise<Charter> {
  const facts = await coopFacts(ctx, coopId)
  return { ...MODEL_CHARTER, name: facts.name, address: `${facts.townName}${facts.villageName}` }
}

const inForce = (rows: readonly CharterRow[], today: string): CharterRow | undefined =>
  rows
    .filter((row) => row.state === 'adopted' && row.adopted_on !== null && row.adopted_on <= today)
    .toSorted(
      (a, b) => (b.adopted_on ?? '').localeCompare(a.adopted_on ?? '') || b.version - a.version,
    )[0]

async function versionsOf(ctx: Ctx, coopId: AnyId, charterId: AnyId | undefined) {
  const rows = await charterVersions(ctx, coopId)
  const shown = charterId === undefined ? rows[0] : rows.find(({ id }) => id === charterId)
  if (charterId !== undefined && shown === undefined) throw notFound()
  return { rows, shown, current: inForce(rows, ctx.today) }
}

export const charterVerbs: CharterVerbs = {
  readCharter: async (ctx, { coopId, charterId }) => {
    const { rows, shown, current } = await versionsOf(ctx, coopId, charterId)
    const { name } = await coopFacts(ctx, coopId)
    const written =
      shown === undefined ? { parameters: await blank(ctx, coopId), own: [] } : writtenIn(shown)
    const older = rows.find(
      ({ version, state }) => state === 'adopted' && version < (shown?.version ?? 0),
    )
    const before = older === undefined ? null : writtenIn(older).parameters
    return {
      ...answerOf(written, before, await membersOf(ctx, coopId)),
      coopId,
      coopName: name,
      current: current === undefined ? null : versionOf(current),
      shown: shown === undefined ? null : versionOf(shown),
      versions: rows.map(versionOf),
    }
  },

  tryCharter: async (ctx, { coopId, parameters, ownClauses }) => {
    const current = inForce(await charterVersions(ctx, coopId), ctx.today)
    const before = current === undefined ? null : writtenIn(current).parameters
    return answerOf({ parameters, own: ownClauses }, before, await membersOf(ctx, coopId))
  },

  draftCharter: async (ctx, { coopId, parameters, ownClauses, note }) => {
    const findings = charterFindings(parameters, await membersOf(ctx, coopId))
    refuseBlocked(findings)
    const rows = await charterVersions(ctx, coopId)
    for (const { id, state, document } of rows) {
      if (state !== 'draft') continue
      await setCharter(ctx, id, {
        state: 'dropped',
        adopted_on: null,
        resolution_id: null,
        document,
      })
    }
    const id = ctx.newId()
    const version = (rows[0]?.version ?? 0) + 1
    const written = { parameters, own: ownClauses }
    const hash = hashOf(written)
    await insertCharter(ctx, {
      id,
      coop_id: coopId,
      version,
      origin: 'generated',
      hash,
      note,
      parameters: JSON.stringify(parameters),
      own_clauses: JSON.stringify(ownClauses),
    })
    ctx.record({ entity: 'charter', id, after: { version, hash, note } })
    return { charterId: id, version, findings }
  },

  adoptCharter: async (ctx, { coopId, charterId, resolutionId, asFound }) => {
    if ((resolutionId === undefined) === (asFound === undefined)) {
      const why = text(
        '写明通过的决议,或原已生效的日期和文件,二者其一',
        'name a resolution, or the day it was in force already',
      )
      throw badInput([{ path: '$.resolutionId', text: why }])
    }
    const { rows, shown } = await versionsOf(ctx, coopId, charterId)
    if (shown === undefined) throw notFound()
    if (shown.state !== 'draft') {
      throw new Refusal('conflict', text('该版本不是草案。', 'This version is no draft.'))
    }
    const { parameters } = writtenIn(shown)
    refuseBlocked(charterFindings(parameters, await membersOf(ctx, coopId)))
    const adopted = rows.some(({ state }) => state === 'adopted')
    if (asFound !== undefined && adopted) {
      throw refuse(
        '已有生效的章程;修改须经成员大会决议。',
        'A charter is in force; changing it takes a resolution.',
      )
    }
    if (asFound !== undefined && asFound.adoptedOn > ctx.today) {
      throw badInput([
        { path: '$.asFound.adoptedOn', text: text('不能晚于今天', 'lies in the future') },
      ])
    }
    const adoptedOn =
      resolutionId === undefined
        ? (asFound?.adoptedOn ?? ctx.today)
        : await decidedOn(ctx, { coopId, charterId, resolutionId })
    await setCharter(ctx, charterId, {
      state: 'adopted',
      adopted_on: adoptedOn,
      resolution_id: resolutionId ?? null,
      document: asFound?.document ?? '',
    })
    ctx.record({ entity: 'charter', id: charterId, after: { adoptedOn, resolutionId, asFound } })
    ctx.emit('charter.adopted', { coopId, charterId })
    return { charterId, adoptedOn }
  },

  printCharter: async (ctx, { coopId, charterId, format }) => {
    const { shown } = await versionsOf(ctx, coopId, charterId)
    const written =
      shown === undefined ? { parameters: await blank(ctx, coopId), own: [] } : writtenIn(shown)
    const paper = setPaper(
      charterPaper(written.parameters, written.own, {
        version: shown?.version ?? 0,
        adoptedOn: shown?.adopted_on ?? null,
        basis: await basisOf(ctx, shown),
      }),
    )
    const foot = {
      printed: `打印日期：${chinaDate(ctx.now)}`,
      proof: `校验：${(shown?.hash ?? hashOf(written)).slice(0, 16)}`,
    }
    const bytes = await (format === 'pdf' ? writePdf : writeDocx)(paper, foot, { at: ctx.now })
    return {
      name: `${paper.title}.${format}`,
      mediaType:
        format === 'pdf'
          ? 'application/pdf'
          : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      content: bytes.toString('base64'),
    }
  },
}

/** The day a resolution carried this very draft. @throws Refusal where it did not. */
async function decidedOn(
  ctx: Ctx,
  of: { readonly coopId: AnyId; readonly charterId: AnyId; readonly resolutionId: AnyId },
) {
  const row = (await resolutionsByIds(ctx, [of.resolutionId])).get(of.resolutionId)
  if (row === undefined || row.coop_id !== of.coopId) throw notFound()
  const about = row.matter === 'charter_amendment' || row.matter === 'charter_adoption'
  if (!row.carried || !about || row.subject_id !== of.charterId) {
    throw refuse(
      `${resolutionNumber(row)}决议没有通过这一版章程。`,
      `Resolution ${resolutionNumber(row)} did not carry this version of the charter.`,
    )
  }
  return row.decided_on
}

async function basisOf(ctx: Ctx, row: CharterRow | undefined): Promise<string> {
  if (row === undefined || row.state !== 'adopted') return '草案,尚未通过。'
  if (row.resolution_id === null) return `通过依据:${row.document}。`
  const resolution = (await resolutionsByIds(ctx, [row.resolution_id])).get(row.resolution_id)
  return resolution === undefined ? '' : `通过依据:成员大会 ${resolutionNumber(resolution)}决议。`
}
