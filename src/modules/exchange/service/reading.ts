import type { LocalDate } from '../../../kernel/date.ts'
import type { AnyId } from '../../../kernel/id.ts'
import { notFound, Refusal } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { sha256 } from '../../../platform/secrets.ts'
import { readWorkbook } from '../../../platform/sheet/read.ts'
import type { Workbook } from '../../../platform/sheet/cell.ts'
import type { ImportPlan, MemberDraft, RowFault, SheetMapping } from '../model.ts'
import { faultAt } from '../rules/faults.ts'
import { guessMapping, type Remembered, signaturesOf } from '../rules/mapping.ts'
import { type CoopMembers, membersByCoop, planImport } from '../rules/plan.ts'
import { readRegister } from '../rules/preview.ts'
import { doubt } from '../rules/values.ts'
import {
  contentOf,
  importById,
  type ImportCounts,
  type ImportRow,
  taughtHeadings,
} from '../store.ts'
import { knownCoops, knownRegisters } from './known.ts'

/** Binds a sealed file to its column. */
const FILE_PLACE = 'register_import.content'

export const sealFile = (ctx: Ctx, bytes: Buffer): Buffer =>
  ctx.secrets.seal(FILE_PLACE, bytes.toString('base64'))

/** Everything that a file means here and now: members, plan, faults. */
export interface Understood {
  readonly members: readonly MemberDraft[]
  readonly groups: readonly CoopMembers[]
  readonly plan: ImportPlan
  readonly faults: readonly RowFault[]
  readonly skipped: number
  readonly counts: ImportCounts
}

export const isError = (fault: RowFault): boolean => fault.level === 'error'

/** The import, or `not_found`. */
export async function importOrRefuse(ctx: Ctx, id: AnyId, lock = false): Promise<ImportRow> {
  const row = await importById(ctx, id, { lock })
  if (row === null) throw notFound()
  return row
}

/** The uploaded file, parsed anew. Refuses imports whose file was given up. */
export async function openFile(ctx: Ctx, row: ImportRow): Promise<Workbook> {
  const sealed = await contentOf(ctx, row.id)
  if (sealed === null) {
    throw new Refusal(
      'not_allowed_now',
      text('这次导入已结束,文件已删除。', 'This import is closed and its file was deleted.'),
    )
  }
  const bytes = Buffer.from(ctx.secrets.open(FILE_PLACE, sealed), 'base64')
  return await readWorkbook(bytes, row.file_name)
}

/** Guesses the mapping of a file with what the county has taught. */
export async function guessWithMemory(ctx: Ctx, book: Workbook): Promise<SheetMapping[]> {
  const signatures = new Set(signaturesOf(book.sheets))
  const taught = await taughtHeadings(ctx, Array.from(signatures, sha256))
  const remember = (signature: string): Remembered | null => taught.get(sha256(signature)) ?? null
  return guessMapping(book.sheets, remember)
}

/** Reads the file by its mapping and compares it with what the county knows. */
export async function understand(
  ctx: Ctx,
  file: {
    readonly book: Workbook
    readonly mapping: readonly SheetMapping[]
    readonly unitId: AnyId
  },
): Promise<Understood> {
  const { book, mapping, unitId } = file
  const today: LocalDate = ctx.today
  const { members, faults, skipped } = readRegister(book.sheets, mapping, today)
  const { coops, own } = await knownCoops(ctx, unitId)
  const grouped = membersByCoop(members, coops, own)
  const { plan, faults: planFaults } = planImport(
    grouped.groups,
    await knownRegisters(ctx, grouped.groups),
  )
  const all = [
    ...(book.externalLinks ? [faultAt(null, linked)] : []),
    ...faults,
    ...grouped.faults,
    ...planFaults,
  ]
  const errors = all.filter(isError).length
  const added = plan.coops.reduce((sum, coop) => sum + coop.holders.length, 0)
  const unchanged = plan.coops.reduce((sum, coop) => sum + coop.unchanged, 0)
  const counts = {
    members: members.length,
    added,
    unchanged,
    errors,
    warnings: all.length - errors,
  }
  return { members, groups: grouped.groups, plan, faults: all, skipped, counts }
}

const linked = doubt(
  'external_links',
  '文件里有指向其他文件的链接,用的是上次保存的数值',
  'cells point into other files; the values saved last are used',
)
