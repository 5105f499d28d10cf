import { actorName } from '../../../platform/actor.ts'
import { instant } from '../../../kernel/date.ts'
import { badInput } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Verbs } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { ScopeResolver } from '../../../platform/module.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { SHEET_LIMITS } from '../../../platform/sheet/cell.ts'
import { readWorkbook } from '../../../platform/sheet/read.ts'
import { refuseSize } from '../../../platform/sheet/refuse.ts'
import { ancestorsOf } from '../../../platform/unit.ts'
import type { exchangeContract } from '../contract.ts'
import { type SheetMapping, MONEY_FIELDS } from '../model.ts'
import { correctMapping } from '../rules/corrections.ts'
import {
  closeImport,
  confirmedBefore,
  expireDrafts,
  insertImport,
  listImportRows,
  teachHeading,
  unitOfImport,
  updateDraft,
} from '../store.ts'
import { refuseClosed } from './closed.ts'
import { confirmImport } from './confirm.ts'
import {
  presentBefore,
  presentCoop,
  presentFault,
  presentImport,
  presentMember,
  presentSheet,
} from './present.ts'
import {
  guessWithMemory,
  importOrRefuse,
  isError,
  openFile,
  sealFile,
  understand,
} from './reading.ts'
import { importTemplate } from './template.ts'

type ImportVerbs = Pick<
  Verbs<typeof exchangeContract, Ctx>,
  | 'uploadRegister'
  | 'setMapping'
  | 'previewImport'
  | 'confirmImport'
  | 'discardImport'
  | 'listImports'
  | 'importTemplate'
>

const MOST_FAULTS = 500

export const importVerbs: ImportVerbs = {
  confirmImport,
  importTemplate,

  uploadRegister: async (ctx, input) => {
    const bytes = decodeFile(input.content)
    const book = await readWorkbook(bytes, input.fileName)
    const mapping = await guessWithMemory(ctx, book)
    const { counts } = await understand(ctx, { book, mapping, unitId: input.unitId })
    const fileHash = sha256(bytes)
    const importId = ctx.newId()
    await insertImport(ctx, {
      id: importId,
      unitId: input.unitId,
      fileName: input.fileName,
      fileHash,
      fileBytes: bytes.length,
      format: book.format,
      encoding: book.encoding,
      content: sealFile(ctx, bytes),
      mapping,
      counts,
      by: actorName(ctx),
    })
    ctx.record({ entity: 'register_import', id: importId, after: { fileHash, ...counts } })
    const before = await confirmedBefore(ctx, input.unitId, fileHash)
    return { importId, counts, before: presentBefore(before) }
  },

  setMapping: async (ctx, input) => {
    const row = await importOrRefuse(ctx, input.importId, true)
    refuseClosed(row.status)
    const book = await openFile(ctx, row)
    const mapping = correctMapping(row.mapping, book.sheets, input.sheets)
    const { counts } = await understand(ctx, { book, mapping, unitId: row.unit_id })
    const foundedOn = input.foundedOn === undefined ? row.founded_on : input.foundedOn
    if (foundedOn !== null && foundedOn > ctx.today) {
      const why = text('建册日不能晚于今天', 'must not be after today')
      throw badInput([{ path: '$.foundedOn', text: why }])
    }
    await updateDraft(ctx, row.id, { mapping, foundedOn, counts })
    const corrected = new Set(input.sheets.map(({ sheet }) => sheet))
    for (const one of mapping) if (corrected.has(one.sheet)) await teach(ctx, one)
    ctx.record({
      entity: 'register_import',
      id: row.id,
      after: { mapping: told(mapping), ...counts },
    })
    return { importId: row.id, counts }
  },

  previewImport: async (ctx, input) => {
    const row = await importOrRefuse(ctx, input.importId)
    const book = await openFile(ctx, row)
    const found = await understand(ctx, { book, mapping: row.mapping, unitId: row.unit_id })
    const membersOf = new Map(found.groups.map(({ coop, members }) => [coop.id, members]))
    const before = await confirmedBefore(ctx, row.unit_id, row.file_hash)
    const { limit, offset } = input
    return {
      import: { ...presentImport(row), counts: found.counts },
      before: presentBefore(before !== null && before.id !== row.id ? before : null),
      foundedOn: row.founded_on,
      sheets: row.mapping.map((mapping) => presentSheet(mapping, book)),
      people: {
        persons: found.members.filter(({ kind }) => kind === 'person').length,
        knownPersons: found.plan.knownPersons,
        newPersons: found.plan.persons.length,
        newHouseholds: found.plan.households.length,
      },
      coops: found.plan.coops.map((plan) =>
        presentCoop(ctx, plan, { row, members: membersOf.get(plan.coop.id) ?? [] }),
      ),
      skipped: found.skipped,
      faults: found.faults
        .toSorted((a, b) => Number(isError(b)) - Number(isError(a)))
        .slice(0, MOST_FAULTS)
        .map(presentFault),
      total: found.members.length,
      rows: found.members.slice(offset, offset + limit).map(presentMember),
    }
  },

  discardImport: async (ctx, input) => {
    const row = await importOrRefuse(ctx, input.importId, true)
    refuseClosed(row.status)
    await closeImport(ctx, row.id, { status: 'discarded', by: actorName(ctx), result: null })
    ctx.record({
      entity: 'register_import',
      id: row.id,
      before: { status: row.status },
      after: { status: 'discarded' },
    })
    return { importId: row.id }
  },

  listImports: async (ctx, input) => {
    const { total, rows } = await listImportRows(ctx, input)
    return { total, imports: rows.map(presentImport) }
  },
}

/** The bytes of a base64 text. Node drops what does not belong there, so the length is compared. */
function decodeFile(content: string): Buffer {
  if (content.length > Math.ceil(SHEET_LIMITS.fileBytes / 3) * 4) {
    throw refuseSize('fileBytes', SHEET_LIMITS)
  }
  const bytes = Buffer.from(content, 'base64')
  const padding = content.endsWith('==') ? 2 : content.endsWith('=') ? 1 : 0
  if (content.length % 4 === 0 && bytes.length === (content.length / 4) * 3 - padding) return bytes
  const why = text('文件内容不是 base64', 'the content is not base64')
  throw badInput([{ path: '$.content', text: why }])
}

/** What was said about these headings counts for every file that has the same. */
async function teach(ctx: Ctx, mapping: SheetMapping): Promise<void> {
  await teachHeading(ctx, {
    hash: sha256(mapping.signature),
    signature: mapping.signature,
    columns: mapping.columns.map(({ column, field, unit }) => ({ column, field, unit })),
    by: actorName(ctx),
  })
}

const told = (mapping: readonly SheetMapping[]) =>
  mapping.map(({ sheet, used, columns }) => ({
    sheet,
    used,
    columns: columns
      .filter(({ field }) => field !== 'ignore')
      .map(({ heading, field, unit }) =>
        MONEY_FIELDS.has(field) ? `${heading}=${field}/${unit ?? ''}` : `${heading}=${field}`,
      ),
  }))

/** Whose an import is: its unit and everything above it. */
export const unitsOfImport: ScopeResolver = async (tx, importId) => {
  const unitId = await unitOfImport(tx, importId)
  return unitId === null ? null : await ancestorsOf(tx, unitId)
}

const DRAFT_DAYS = 30

/** Files nobody confirmed hold personal data for no purpose; after a month they go. */
export async function forgetDrafts(ctx: Ctx): Promise<void> {
  const before = instant(Date.parse(ctx.now) - DRAFT_DAYS * 86_400_000)
  await expireDrafts(ctx, before, actorName(ctx))
}
