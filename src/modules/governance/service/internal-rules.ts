import { createHash } from 'node:crypto'
import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, type Fault, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Input, Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { FILE_BYTES, mediaTypeOf } from '../../../platform/media-type.ts'
import { coopFacts, cooperativesIn } from '../../registry/index.ts'
import type { charterVerbs as contract } from '../contract/charter.ts'
import type { RuleKind } from '../store.ts'
import {
  adoptedBy,
  insertInternalRule,
  internalRulesOf,
  ruleContent,
} from '../store/internal-rules.ts'
import { resolutionsByIds } from '../store/resolutions.ts'
import { refuse } from './loaded.ts'

type RuleVerbs = Pick<
  Verbs<typeof contract, Ctx>,
  'readInternalRules' | 'adoptInternalRule' | 'readInternalRuleFile' | 'listRuleCompleteness'
>

/** What every co-op needs (R56-R62). */
const REQUIRED: readonly RuleKind[] = [
  'meeting',
  'finance',
  'distribution',
  'disclosure',
  'seals',
  'stock',
  'members',
  'archive',
]

type Given = Input<(typeof contract)['adoptInternalRule']>

/** When a rule was adopted: by a carried resolution of the co-op, or by what was said of an older paper. */
async function adoption(ctx: Ctx, given: Given): Promise<LocalDate> {
  if (given.resolutionId === undefined) {
    if (given.adoptedOn !== undefined && given.adoptedOn <= ctx.today && given.document !== '') {
      return given.adoptedOn
    }
    const why = text(
      '写明通过的决议,或通过日期和文件',
      'name a resolution, or day and paper of adoption',
    )
    throw badInput([{ path: '$.resolutionId', text: why }])
  }
  const row = (await resolutionsByIds(ctx, [given.resolutionId])).get(given.resolutionId)
  if (row === undefined || row.coop_id !== given.coopId) throw notFound()
  if (!row.carried) throw refuse('该决议没有通过。', 'The resolution was not carried.')
  return row.decided_on
}

function fileOf(file: Given['file']) {
  if (file === undefined) return null
  const bytes = Buffer.from(file.content, 'base64')
  if (bytes.length > FILE_BYTES) {
    throw new Refusal('too_large', text('单个文件不超过 10 MB。', 'A file has at most 10 MB.'))
  }
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) {
    const why = text('应为照片、PDF 或 OFD 文件', 'must be a photograph, a PDF or an OFD')
    throw badInput([{ path: '$.file.content', text: why }])
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name: file.name, mediaType, sha256, bytes }
}

/** Kinds the county asks for and the co-op has not adopted. */
export const missingRules = (kinds: ReadonlySet<RuleKind>): RuleKind[] =>
  REQUIRED.filter((kind) => !kinds.has(kind))

export const ruleVerbs: RuleVerbs = {
  readInternalRules: async (ctx, { coopId }) => {
    const rows = await internalRulesOf(ctx, coopId)
    const { name } = await coopFacts(ctx, coopId)
    const seen = new Set<RuleKind>()
    return {
      coopId,
      coopName: name,
      required: [...REQUIRED],
      missing: missingRules(new Set(rows.map(({ kind }) => kind))),
      rules: rows.map((row) => {
        const current = !seen.has(row.kind)
        seen.add(row.kind)
        return {
          ruleId: row.id,
          kind: row.kind,
          version: row.version,
          current,
          title: row.title,
          body: row.body,
          fileName: row.file_name,
          sha256: row.sha256,
          adoptedOn: row.adopted_on,
          resolutionId: row.resolution_id,
          document: row.document,
        }
      }),
    }
  },

  adoptInternalRule: async (ctx, given) => {
    const { coopId, kind, title, body, resolutionId, document } = given
    const file = fileOf(given.file)
    if (body.trim() === '' && file === null) {
      const fault: Fault = {
        path: '$.body',
        text: text('写入条文或上传原件', 'write its text or add a scan'),
      }
      throw badInput([fault])
    }
    const adoptedOn = await adoption(ctx, given)
    const before = (await internalRulesOf(ctx, coopId)).filter((row) => row.kind === kind)
    const id = ctx.newId()
    const version = (before[0]?.version ?? 0) + 1
    await insertInternalRule(
      ctx,
      {
        id,
        coop_id: coopId,
        kind,
        version,
        title,
        body,
        file_name: file?.name ?? null,
        media_type: file?.mediaType ?? null,
        sha256: file?.sha256 ?? null,
        adopted_on: adoptedOn,
        resolution_id: resolutionId ?? null,
        document,
      },
      file?.bytes ?? null,
    )
    ctx.record({ entity: 'internal_rule', id, after: { kind, version, title, adoptedOn } })
    return { ruleId: id, version }
  },

  readInternalRuleFile: async (ctx, { coopId, ruleId }) => {
    const row = (await internalRulesOf(ctx, coopId)).find(({ id }) => id === ruleId)
    const content: Buffer | null = row === undefined ? null : await ruleContent(ctx, ruleId)
    if (row === undefined || content === null) throw notFound()
    return {
      name: row.file_name ?? row.title,
      mediaType: row.media_type ?? 'application/octet-stream',
      content: content.toString('base64'),
    }
  },

  listRuleCompleteness: async (ctx, { unitId, lacking, limit, offset }) => {
    const coops = await cooperativesIn(ctx, {
      counted: true,
      ...(unitId === undefined ? {} : { unitId }),
    })
    const known = await adoptedBy(
      ctx,
      coops.map(({ id }): AnyId => id),
    )
    const all = coops.map((coop) => ({
      coopId: coop.id,
      coopName: coop.name,
      townName: coop.townName,
      charterOn: known.charters.get(coop.id) ?? null,
      missing: missingRules(known.kinds.get(coop.id) ?? new Set()),
    }))
    const complete = (row: (typeof all)[number]): boolean =>
      row.charterOn !== null && row.missing.length === 0
    const rows = lacking ? all.filter((row) => !complete(row)) : all
    return {
      total: rows.length,
      complete: all.filter(complete).length,
      rows: rows.slice(offset, offset + limit),
    }
  },
}
