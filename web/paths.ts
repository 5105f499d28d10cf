/* The addresses of the desk, all in one place. */

type Query = Readonly<Record<string, string | number | undefined | null>>

function withQuery(path: string, query: Query = {}): string {
  const entries = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(
    entries.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return text === '' ? path : `${path}?${text}`
}

export const paths = {
  home: '/',
  board: (unitId: string, query?: Query) => withQuery(`/boards/${unitId}`, query),
  towns: '/towns',
  villages: (query?: Query) => withQuery('/villages', query),
  village: (id: string) => `/villages/${id}`,
  coops: (query?: Query) => withQuery('/coops', query),
  coop: (id: string, query?: Query) => withQuery(`/coops/${id}`, query),
  coopChange: (id: string, query?: Query) => withQuery(`/coops/${id}/change`, query),
  coopPrint: (id: string, query?: Query) => withQuery(`/coops/${id}/print`, query),
  certificatePrint: (id: string, query?: Query) =>
    withQuery(`/coops/${id}/certificates/print`, query),
  unions: '/unions',
  union: (id: string) => `/unions/${id}`,
  divisions: (query?: Query) => withQuery('/divisions', query),
  chains: (query?: Query) => withQuery('/chains', query),
  counting: '/counting',
  households: (query?: Query) => withQuery('/households', query),
  household: (id: string) => `/households/${id}`,
  newPerson: (query?: Query) => withQuery('/persons/new', query),
  persons: (query?: Query) => withQuery('/persons', query),
  person: (id: string) => `/persons/${id}`,
  candidates: (query?: Query) => withQuery('/candidates', query),
  checks: (query?: Query) => withQuery('/checks', query),
  members: (query?: Query) => withQuery('/members', query),
  groups: (query?: Query) => withQuery('/linked-groups', query),
  assistance: '/assistance',
  assistancePayments: (query?: Query) => withQuery('/assistance/payments', query),
  books: (query?: Query) => withQuery('/books', query),
  book: (coopId: string, query?: Query) => withQuery(`/books/${coopId}`, query),
  bookPlace: (coopId: string, place: string, query?: Query) =>
    withQuery(`/books/${coopId}/${place}`, query),
  trade: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/trade`, query),
  tradeSlips: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/trade/print`, query),
  statements: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/statements`, query),
  ledgerPage: (coopId: string, query?: Query) => withQuery(`/books/${coopId}/ledger`, query),
  distributions: (query?: Query) => withQuery('/distributions', query),
  distribution: (coopId: string, query?: Query) => withQuery(`/distributions/${coopId}`, query),
  rollUp: (query?: Query) => withQuery('/roll-up', query),
  income: (query?: Query) => withQuery('/income', query),
  villageIncome: (query?: Query) => withQuery('/village-income', query),
  tieOuts: (query?: Query) => withQuery('/tie-outs', query),
  voucher: (coopId: string, id: string) => `/books/${coopId}/vouchers/${id}`,
  voucherPrint: (coopId: string, id: string) => `/books/${coopId}/vouchers/${id}/print`,
  approvals: (query?: Query) => withQuery('/approvals', query),
  receipts: (query?: Query) => withQuery('/receipts', query),
  deskWarnings: (query?: Query) => withQuery('/book-warnings', query),
  auditPoints: (query?: Query) => withQuery('/audit-points', query),
  exemptions: (query?: Query) => withQuery('/exemptions', query),
  imports: '/imports',
  import: (id: string) => `/imports/${id}`,
  rules: '/rules',
  rule: (rule: string) => `/rules/${rule}`,
  documents: '/documents',
  document: (id: string) => `/documents/${id}`,
  audit: (query?: Query) => withQuery('/audit', query),
  accounts: (query?: Query) => withQuery('/accounts', query),
  account: (username: string) => `/accounts/${encodeURIComponent(username)}`,
  permissions: '/permissions',
  security: '/security',
  me: '/me',
  api: '/api-docs',
} as const

/** A door of the server is an address of the desk; a board of the past opens rows of the past. */
export function doorPath(door: string, asOf?: string): string {
  const [path = '', query = ''] = door.split('?')
  return withQuery(path, { ...Object.fromEntries(new URLSearchParams(query)), asOf })
}
