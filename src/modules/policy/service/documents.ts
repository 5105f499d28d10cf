import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { badInput, notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { policyContract } from '../contract.ts'
import type { DocumentSeed } from '../model.ts'
import { countsOn } from '../rules.ts'
import {
  addDocumentRow,
  addVersionRow,
  citations,
  clauseRows,
  documentRows,
  lockPolicy,
  versionRows,
} from '../store.ts'

type Documents = Pick<
  Verbs<typeof policyContract, Ctx>,
  'listDocuments' | 'readDocument' | 'addDocument' | 'addDocumentVersion'
>

const conflict = (zh: string, en: string): Refusal => new Refusal('conflict', text(zh, en))

export const documentVerbs: Documents = {
  listDocuments: async (ctx, input) => {
    const asOf = input.asOf ?? ctx.today
    const [documents, versions] = [await documentRows(ctx), await versionRows(ctx)]
    return {
      asOf,
      documents: documents
        .filter(({ kind }) => input.kind === undefined || kind === input.kind)
        .map((row) => {
          const own = versions.filter((version) => version.document_id === row.id)
          const current = own.find((version) => countsOn(spanOf(version), asOf))
          return {
            id: row.id,
            code: row.code,
            kind: row.kind,
            title: text(row.title_zh, row.title_en),
            issuer: row.issuer,
            current:
              current === undefined
                ? null
                : {
                    id: current.id,
                    label: current.label,
                    validFrom: current.valid_from,
                    firstHand: current.first_hand,
                  },
            clauses: (current ?? own.at(-1))?.clauses ?? 0,
          }
        }),
    }
  },

  readDocument: async (ctx, { documentId }) => {
    const row = (await documentRows(ctx)).find(({ id }) => id === documentId)
    if (row === undefined) throw notFound()
    const versions = await versionRows(ctx, documentId)
    const clauses = await clauseRows(
      ctx,
      versions.map(({ id }) => id),
    )
    return {
      id: row.id,
      code: row.code,
      kind: row.kind,
      title: text(row.title_zh, row.title_en),
      issuer: row.issuer,
      versions: versions.toReversed().map((version) => ({
        id: version.id,
        label: version.label,
        validFrom: version.valid_from,
        validTo: version.valid_to,
        firstHand: version.first_hand,
        sourceNote: version.source_note,
        createdBy: version.created_by,
        clauses: clauses
          .filter((clause) => clause.version_id === version.id)
          .map(({ id, number, gist_zh, gist_en }) => ({
            id,
            number,
            gist: text(gist_zh, gist_en),
          })),
      })),
      citedBy: await citations(ctx, documentId),
    }
  },

  addDocument: async (ctx, input) => {
    await lockPolicy(ctx)
    if ((await documentRows(ctx)).some(({ code }) => code === input.code)) {
      throw conflict(`文件代号 ${input.code} 已有。`, `The code ${input.code} is taken.`)
    }
    checkNumbers(input.clauses)
    const [documentId, versionId] = [ctx.newId(), ctx.newId()]
    await addDocumentRow(ctx, {
      id: documentId,
      code: input.code,
      kind: input.kind,
      title: input.title,
      issuer: input.issuer,
    })
    await addVersionRow(ctx, { ...input, id: versionId, documentId })
    const after = { code: input.code, title: input.title.zh, label: input.label }
    ctx.record({ entity: 'policy_document', id: documentId, after })
    return { documentId, versionId }
  },

  addDocumentVersion: async (ctx, input) => {
    await lockPolicy(ctx)
    const versions = await versionRows(ctx, input.documentId)
    const latest = versions.at(-1)
    if (latest === undefined) throw notFound()
    if (latest.valid_from >= input.validFrom) {
      throw conflict(
        `已有自 ${latest.valid_from} 起的版本“${latest.label}”;新版本应更晚生效。`,
        `Version “${latest.label}” counts from ${latest.valid_from}; a new one must start later.`,
      )
    }
    checkNumbers(input.clauses)
    const versionId = ctx.newId()
    await addVersionRow(ctx, { ...input, id: versionId })
    ctx.record({
      entity: 'policy_document',
      id: input.documentId,
      before: { label: latest.label, validFrom: latest.valid_from },
      after: { label: input.label, validFrom: input.validFrom, clauses: input.clauses.length },
    })
    return { versionId }
  },
}

const spanOf = (row: { valid_from: LocalDate; valid_to: LocalDate | null }) => ({
  validFrom: row.valid_from,
  validTo: row.valid_to,
})

/** A clause is cited by its number, so a number stands once in a text. */
function checkNumbers(clauses: readonly { readonly number: string }[]): void {
  const seen = new Set<string>()
  const faults = clauses.flatMap(({ number }, i) => {
    if (!seen.has(number)) {
      seen.add(number)
      return []
    }
    const why = text(`条款号 ${number} 重复`, `clause ${number} occurs twice`)
    return [{ path: `$.clauses[${i}].number`, text: why }]
  })
  if (faults.length > 0) throw badInput(faults)
}

/** Adds the documents that are not in the library yet. @returns what was added. */
export async function installDocuments(
  ctx: Ctx,
  seeds: readonly DocumentSeed[],
  countyRulesFrom: LocalDate,
): Promise<{ documents: number; clauses: number }> {
  const known = new Set((await documentRows(ctx)).map(({ code }) => code))
  const missing = seeds.filter(({ code }) => !known.has(code))
  for (const seed of missing) {
    const documentId: AnyId = ctx.newId()
    await addDocumentRow(ctx, { ...pick(seed), id: documentId })
    await addVersionRow(ctx, {
      id: ctx.newId(),
      documentId,
      label: seed.label,
      validFrom: seed.from ?? countyRulesFrom,
      firstHand: seed.firstHand,
      sourceNote: seed.sourceNote,
      clauses: seed.clauses,
    })
  }
  return {
    documents: missing.length,
    clauses: missing.reduce((sum, seed) => sum + seed.clauses.length, 0),
  }
}

const pick = ({ code, kind, title, issuer }: DocumentSeed) => ({ code, kind, title, issuer })
