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
  persons: (query?: Query) => withQuery('/persons', query),
  person: (id: string) => `/persons/${id}`,
  candidates: (query?: Query) => withQuery('/candidates', query),
  checks: (query?: Query) => withQuery('/checks', query),
  assistance: '/assistance',
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
