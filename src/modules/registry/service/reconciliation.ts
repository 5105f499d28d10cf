import type { AnyId } from '../../../kernel/id.ts'
import type { LocalDate } from '../../../kernel/date.ts'
import { notFound } from '../../../kernel/refusal.ts'
import { text } from '../../../kernel/text.ts'
import type { Output } from '../../../kernel/verb.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { registryContract } from '../contract.ts'
import { listImports, type ReconciliationRow, reconciliationRows } from '../store/divisions.ts'

type Reconciliation = Output<(typeof registryContract)['importDivisions']>

/** What a list found again, what is new and what it no longer names. */
export async function reconciliationOf(
  ctx: Ctx,
  list: { id: AnyId; vintage: string; effective_from: LocalDate },
  changed: boolean,
): Promise<Reconciliation> {
  const all = await reconciliationRows(ctx, list)
  const villages = all.filter((row) => row.level === 'village' || row.level === 'community')
  const found = villages.filter((row) => row.outcome === 'same' || row.outcome === 'changed')
  const fresh = villages.filter((row) => row.outcome === 'new')
  const gone = all.filter((row) => row.outcome === 'missing')
  const open = gone.filter((row) => row.open).length
  const listed = (level: ReconciliationRow['level']) =>
    all.filter((row) => row.level === level && row.outcome !== 'missing').length
  const both = all.filter((row) => row.outcome === 'changed')
  const counts = {
    units: all.length - gone.length,
    towns: listed('town'),
    villages: listed('village'),
    communities: listed('community'),
    matched: found.length,
    unchanged: found.filter((row) => !row.renamed && !row.recoded && !row.relevelled).length,
    renamed: found.filter((row) => row.renamed).length,
    recoded: found.filter((row) => row.recoded).length,
    relevelled: found.filter((row) => row.relevelled).length,
    new: fresh.length,
    unmatchedOld: gone.length,
    open,
  }
  return {
    vintage: list.vintage,
    effectiveFrom: list.effective_from,
    changed,
    counts,
    renamed: both.filter((row) => row.renamed).map(matched),
    recoded: both.filter((row) => row.recoded).map(matched),
    relevelled: both.filter((row) => row.relevelled).map(matched),
    new: fresh.map(unmatched),
    unmatchedOld: gone.map((row) => ({ ...unmatched(row), settled: !row.open })),
    text: text(
      `${list.vintage} 版名录共 ${counts.towns} 个乡镇(街道)、${counts.villages} 个村、${counts.communities} 个社区;按乡镇和村名对上 ${counts.matched} 个(其中换码 ${counts.recoded} 个、改名 ${counts.renamed} 个),新出现 ${counts.new} 个,旧名录中 ${counts.unmatchedOld} 个未对上,其中 ${open} 个尚待登记去向。`,
      `List ${list.vintage}: ${counts.towns} towns, ${counts.villages} villages, ${counts.communities} communities; ${counts.matched} found again by town and name (${counts.recoded} recoded, ${counts.renamed} renamed), ${counts.new} new, ${counts.unmatchedOld} of the older list not found, ${open} of them still to be settled by events.`,
    ),
  }
}

const matched = (row: ReconciliationRow) => ({
  id: row.id,
  town: row.town,
  shortName: row.short_name,
  oldName: row.old_name ?? '',
  newName: row.name ?? '',
  oldCode: row.old_code,
  newCode: row.code ?? '',
})

const unmatched = (row: ReconciliationRow) => ({
  id: row.id,
  town: row.town,
  name: row.short_name,
  code: row.code ?? row.old_code,
})

export async function readReconciliation(
  ctx: Ctx,
  input: { vintage: string },
): Promise<Reconciliation> {
  const list = (await listImports(ctx)).find((row) => row.vintage === input.vintage)
  if (list === undefined) throw notFound()
  return reconciliationOf(ctx, list, false)
}
