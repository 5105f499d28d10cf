import type { Ground } from './ground.ts'

/** Where a voucher and its sums lie, and where the trail of the call lies. */
export const BOOK_TABLES = ['voucher', 'voucher_line', 'ledger_balance', 'ledger_year'] as const
export const TRAIL_TABLES = ['audit_event', 'audit_seal'] as const

/** Bytes of these tables with their indexes. */
export async function sizeOf(
  { owner }: Pick<Ground, 'owner'>,
  tables: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string; bytes: string }>(
    'SELECT t AS name, pg_total_relation_size(t::regclass) AS bytes FROM unnest($1::text[]) t',
    [tables],
  )
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]))
}
