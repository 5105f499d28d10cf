import { useRead } from '../../query.ts'

/** Names of the co-ops of one's scope by id, for lists that carry only the id. */
export function useCoopNames(enabled: boolean): (id: string) => string {
  const coops = useRead(
    'listCooperatives',
    { status: 'all', sort: 'name', limit: 500 },
    { enabled, fresh: 5 * 60_000 },
  )
  const names = new Map(coops.data?.rows.map((row) => [row.id, row.name]))
  return (id) => names.get(id) ?? '…'
}
